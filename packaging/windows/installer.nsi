; The Windows setup program: per user without an administrator, or for all users with one.
;
; windows_package.py compiles it and defines VERSION VERSION4 PAYLOAD PAYLOAD_KB OUTFILE ICONS, and SIGN on wish.
;
;   /S           says and asks nothing           /ALLUSERS    for all users (needs an administrator)
;   /D=FOLDER    another folder (last, no quotes) /NODESKTOP   no shortcut on the desktop
;
; Exit status: 0 done, 1 cancelled, 2 aborted while copying (the former version stays as it was),
; 3 this Windows is too old, 4 too little room on the disk, 5 the program is running, 6 a newer version is installed,
; 7 an administrator is needed.
;
; Drafts, backups and settings lie in the user's own folders; nothing here ever names those.
Unicode true
SetCompressor /SOLID lzma
SetCompressorDictSize 64
CRCCheck force
ManifestDPIAware true
RequestExecutionLevel user
AllowSkipFiles off
ShowInstDetails nevershow
ShowUninstDetails nevershow
BrandingText " "

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WinVer.nsh
!include WordFunc.nsh
!include nsDialogs.nsh
!include x64.nsh

!define TITLE "教育履职自评"
!define KIND "Eduduty.Draft"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\Eduduty"
!define FIRST_BUILD 17763 ; Windows 10 1809, the first that Qt 6.9 runs on
!define WINDOWS_TOO_OLD 3
!define DISK_FULL 4
!define IS_RUNNING 5
!define IS_NEWER 6
!define NEEDS_ADMINISTRATOR 7

Name "${TITLE}"
Caption "${TITLE} ${VERSION} 安装"
OutFile "${OUTFILE}"
!ifdef SIGN
  !finalize '${SIGN}'
  !uninstfinalize '${SIGN}'
!endif

VIProductVersion "${VERSION4}"
VIAddVersionKey /LANG=2052 "ProductName" "${TITLE}"
VIAddVersionKey /LANG=2052 "FileDescription" "${TITLE} 安装程序"
VIAddVersionKey /LANG=2052 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=2052 "CompanyName" "Eduduty Desktop contributors"
VIAddVersionKey /LANG=2052 "LegalCopyright" "MIT licence; Qt under LGPL 3"

Var ForAll        ; 1: for all users
Var Administrator ; 1: this run may write for all users
Var Installed     ; the version that is there, or empty
Var WantsDesktop  ; 1: a shortcut on the desktop
Var RadioAll
Var BoxDesktop

!define MUI_ICON "${ICONS}\eduduty.ico"
!define MUI_UNICON "${ICONS}\eduduty.ico"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\eduduty.exe"
!define MUI_FINISHPAGE_RUN_TEXT "现在打开${TITLE}"
!define MUI_FINISHPAGE_TEXT "安装好了。双击桌面或开始菜单里的“${TITLE}”就能打开；第一次打开可以先看示例和使用说明。$\r$\n$\r$\n更新时直接运行新版的安装程序即可，自评稿和备份都不受影响。"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "只卸载程序。自评稿、备份、设置都留在原处，不会删除。"

Page custom ShowChoices LeaveChoices
!define MUI_PAGE_CUSTOMFUNCTION_LEAVE LeaveDirectory
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"

; Says why it cannot go on, once, and ends with a status that a script can read.
!macro Refuse STATUS TEXT
  MessageBox MB_OK|MB_ICONSTOP "${TEXT}" /SD IDOK
  SetErrorLevel ${STATUS}
  Quit
!macroend
!define Refuse "!insertmacro Refuse"

; --- before anything is touched ----------------------------------------------------------------------------

Function .onInit
  ${IfNot} ${RunningX64}
    ${Refuse} ${WINDOWS_TOO_OLD} "这台电脑的 Windows 是 32 位的，${TITLE}需要 64 位的 Windows 10（1809 或更新）或 Windows 11。"
  ${EndIf}
  ${IfNot} ${AtLeastBuild} ${FIRST_BUILD}
    ${Refuse} ${WINDOWS_TOO_OLD} "这台电脑的 Windows 版本太旧，${TITLE}需要 Windows 10（1809，内部版本 17763）或更新的版本。请先更新 Windows，或换一台电脑。"
  ${EndIf}
  SetRegView 64
  UserInfo::GetAccountType
  Pop $0
  StrCpy $Administrator 0
  ${If} $0 == "Admin"
    StrCpy $Administrator 1
  ${EndIf}

  ${GetParameters} $R0
  StrCpy $WantsDesktop 1
  ClearErrors
  ${GetOptions} $R0 "/NODESKTOP" $R1
  ${IfNot} ${Errors}
    StrCpy $WantsDesktop 0
  ${EndIf}
  StrCpy $ForAll 0
  ClearErrors
  ${GetOptions} $R0 "/ALLUSERS" $R1
  ${IfNot} ${Errors}
    StrCpy $ForAll 1
    ${If} $Administrator = 0
      ${Refuse} ${NEEDS_ADMINISTRATOR} "为所有用户安装需要管理员。请在安装程序上点右键，选“以管理员身份运行”；或者只为自己安装，不需要管理员。"
    ${EndIf}
  ${EndIf}
  StrCpy $R9 $INSTDIR ; from /D=
  Call ChooseScope
  ${If} $R9 != ""
    StrCpy $INSTDIR $R9
  ${EndIf}
FunctionEnd

; Sets shell folders, registry root, the default folder and the installed version for $ForAll.
Function ChooseScope
  ${If} $ForAll = 1
    SetShellVarContext all
    StrCpy $INSTDIR "$PROGRAMFILES64\Eduduty"
  ${Else}
    SetShellVarContext current
    StrCpy $INSTDIR "$LOCALAPPDATA\Programs\Eduduty"
  ${EndIf}
  ReadRegStr $Installed SHCTX "${UNINSTALL}" "DisplayVersion"
  ReadRegStr $0 SHCTX "${UNINSTALL}" "InstallLocation"
  ${If} $0 != ""
  ${AndIf} ${FileExists} "$0\*.*"
    StrCpy $INSTDIR $0
    ; An upgrade leaves the desktop as the user has arranged it.
    ${IfNot} ${FileExists} "$DESKTOP\${TITLE}.lnk"
      StrCpy $WantsDesktop 0
    ${EndIf}
  ${EndIf}
  ${If} $Installed != ""
    ${VersionCompare} "$Installed" "${VERSION}" $0
    ${If} $0 = 1
      ${Refuse} ${IS_NEWER} "这台电脑上已经装有更新的版本 $Installed，不能用 ${VERSION} 覆盖：旧版本可能打不开新版本存的自评稿。确实要用旧版本，请先卸载新版本（自评稿不受影响）。"
    ${EndIf}
  ${EndIf}
FunctionEnd

; --- pages ---------------------------------------------------------------------------------------------------

Function ShowChoices
  ${If} $Installed == ""
    !insertmacro MUI_HEADER_TEXT "安装${TITLE} ${VERSION}" "选择为谁安装。"
  ${ElseIf} $Installed == "${VERSION}"
    !insertmacro MUI_HEADER_TEXT "修复${TITLE} ${VERSION}" "这个版本已经装过，将重新装一遍程序文件；自评稿和备份不受影响。"
  ${Else}
    !insertmacro MUI_HEADER_TEXT "更新${TITLE}：$Installed → ${VERSION}" "只换程序文件；自评稿和备份不受影响。"
  ${EndIf}
  nsDialogs::Create 1018
  Pop $0
  ${NSD_CreateRadioButton} 0 10u 100% 12u "只为我自己安装（推荐，不需要管理员密码）(&M)"
  Pop $1
  ${NSD_CreateRadioButton} 0 28u 100% 12u "为这台电脑的所有用户安装（需要管理员）(&A)"
  Pop $RadioAll
  ${NSD_CreateCheckbox} 0 56u 100% 12u "在桌面上放快捷方式(&D)"
  Pop $BoxDesktop
  ${If} $ForAll = 1
    ${NSD_Check} $RadioAll
  ${Else}
    ${NSD_Check} $1
  ${EndIf}
  ${If} $Installed != ""
    EnableWindow $1 0
    EnableWindow $RadioAll 0
  ${EndIf}
  ${If} $WantsDesktop = 1
    ${NSD_Check} $BoxDesktop
  ${EndIf}
  nsDialogs::Show
FunctionEnd

Function LeaveChoices
  ${NSD_GetState} $RadioAll $0
  ${If} $0 = ${BST_CHECKED}
  ${AndIf} $ForAll = 0
    ${If} $Administrator = 0
      ; Windows asks for the administrator's password and starts this program again.
      ClearErrors
      ExecShell "runas" "$EXEPATH" "/ALLUSERS"
      ${If} ${Errors}
        MessageBox MB_OK|MB_ICONEXCLAMATION "没有得到管理员许可。可以选“只为我自己安装”。"
        Abort
      ${EndIf}
      Quit
    ${EndIf}
    StrCpy $ForAll 1
    Call ChooseScope
  ${ElseIf} $0 <> ${BST_CHECKED}
  ${AndIf} $ForAll = 1
    StrCpy $ForAll 0
    Call ChooseScope
  ${EndIf}
  ${NSD_GetState} $BoxDesktop $0
  StrCpy $WantsDesktop 0
  ${If} $0 = ${BST_CHECKED}
    StrCpy $WantsDesktop 1
  ${EndIf}
FunctionEnd

Function LeaveDirectory
  ; A folder with other people's files in it gets a folder of our own inside.
  ${IfNot} ${FileExists} "$INSTDIR\eduduty.exe"
    ${DirState} "$INSTDIR" $0
    ${If} $0 = 1
      StrCpy $INSTDIR "$INSTDIR\Eduduty"
    ${EndIf}
  ${EndIf}
FunctionEnd

; --- installing ----------------------------------------------------------------------------------------------

; A running program cannot be opened for writing: that tells whoever runs it, in any session.
!macro RefuseWhileRunning
  again:
  ${If} ${FileExists} "$INSTDIR\eduduty.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\eduduty.exe" a
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${TITLE}正在运行。请关闭它的窗口（内容会自动保存），再点“重试”。" /SD IDCANCEL IDRETRY again
      SetErrorLevel ${IS_RUNNING}
      Quit
    ${EndIf}
    FileClose $0
    ClearErrors
    FileOpen $0 "$INSTDIR\eduduty-cli.exe" a
    ${If} ${Errors}
    ${AndIf} ${FileExists} "$INSTDIR\eduduty-cli.exe"
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${TITLE}的命令行程序正在运行。请等它结束，再点“重试”。" /SD IDCANCEL IDRETRY again
      SetErrorLevel ${IS_RUNNING}
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

; The new files lie complete beside the old ones before the first old one is moved away.
!macro Exchange NAME
  Rename "$INSTDIR\${NAME}" "$INSTDIR\_old\${NAME}"
  ClearErrors
  Rename "$INSTDIR\_new\${NAME}" "$INSTDIR\${NAME}"
  ${If} ${Errors}
    Call PutBack
  ${EndIf}
!macroend

Section "-install"
  !insertmacro RefuseWhileRunning

  ; Room for the new files beside the old ones, and a tenth to spare.
  ${GetRoot} "$INSTDIR" $0
  ClearErrors
  ${DriveSpace} "$0\" "/D=F /S=M" $1
  IntOp $2 ${PAYLOAD_KB} / 930 ; megabytes and a tenth
  IntOp $2 $2 + 1
  ${IfNot} ${Errors}
  ${AndIf} $1 < $2
    ${Refuse} ${DISK_FULL} "磁盘 $0 的空间不够：需要 $2 MB。请清理一些文件，或装到别的磁盘。"
  ${EndIf}

  RMDir /r "$INSTDIR\_new"
  RMDir /r "$INSTDIR\_old"
  SetOutPath "$INSTDIR\_new"
  File /r "${PAYLOAD}\*.*"
  SetOutPath "$INSTDIR"
  CreateDirectory "$INSTDIR\_old"
  !insertmacro Exchange "_internal"
  !insertmacro Exchange "licences"
  !insertmacro Exchange "eduduty-cli.exe"
  !insertmacro Exchange "eduduty.exe"
  RMDir /r "$INSTDIR\_old"
  RMDir /r "$INSTDIR\_new"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\eduduty.exe"
  ${If} $WantsDesktop = 1
    CreateShortcut "$DESKTOP\${TITLE}.lnk" "$INSTDIR\eduduty.exe"
  ${EndIf}

  WriteRegStr SHCTX "Software\Classes\${KIND}" "" "自评稿"
  WriteRegStr SHCTX "Software\Classes\${KIND}\DefaultIcon" "" "$INSTDIR\_internal\eduduty-draft.ico"
  WriteRegStr SHCTX "Software\Classes\${KIND}\shell\open\command" "" '"$INSTDIR\eduduty.exe" open "%1"'
  WriteRegStr SHCTX "Software\Classes\.eduduty" "" "${KIND}"
  WriteRegStr SHCTX "Software\Classes\.eduduty" "Content Type" "application/x-eduduty"
  WriteRegStr SHCTX "Software\Classes\.eduduty\OpenWithProgids" "${KIND}" ""

  WriteRegStr SHCTX "${UNINSTALL}" "DisplayName" "${TITLE}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr SHCTX "${UNINSTALL}" "DisplayIcon" "$INSTDIR\eduduty.exe"
  WriteRegStr SHCTX "${UNINSTALL}" "Publisher" "Eduduty Desktop contributors"
  WriteRegStr SHCTX "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr SHCTX "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr SHCTX "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD SHCTX "${UNINSTALL}" "EstimatedSize" ${PAYLOAD_KB}
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD SHCTX "${UNINSTALL}" "NoRepair" 1
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd

; One of the exchanges failed: what was moved away comes back, and the former version works as before.
Function PutBack
  !macro Return NAME
    ${If} ${FileExists} "$INSTDIR\_old\${NAME}"
      RMDir /r "$INSTDIR\${NAME}"
      Delete "$INSTDIR\${NAME}"
      Rename "$INSTDIR\_old\${NAME}" "$INSTDIR\${NAME}"
    ${EndIf}
  !macroend
  !insertmacro Return "eduduty.exe"
  !insertmacro Return "eduduty-cli.exe"
  !insertmacro Return "licences"
  !insertmacro Return "_internal"
  RMDir /r "$INSTDIR\_new"
  RMDir "$INSTDIR\_old"
  ${Refuse} ${IS_RUNNING} "有程序文件正被占用，没有更新成，原来的版本保持不变。请关闭${TITLE}和占用它的程序（如杀毒软件的扫描），再运行一次安装程序。"
FunctionEnd

Function .onInstFailed
  ; Copying broke off (a full disk, a pulled-out stick): the former version was not touched.
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\_new"
  RMDir "$INSTDIR"
FunctionEnd

; --- uninstalling --------------------------------------------------------------------------------------------

Function un.onInit
  SetRegView 64
  SetShellVarContext current
  ReadRegStr $0 HKLM "${UNINSTALL}" "InstallLocation"
  ${If} $0 == $INSTDIR
    SetShellVarContext all
    UserInfo::GetAccountType
    Pop $0
    ${If} $0 != "Admin"
      ${Refuse} ${NEEDS_ADMINISTRATOR} "这是为所有用户安装的，卸载需要管理员：请在 uninstall.exe 上点右键，选“以管理员身份运行”。"
    ${EndIf}
  ${EndIf}
FunctionEnd

Section "un.install"
  !insertmacro RefuseWhileRunning
  SetOutPath "$TEMP"
  Delete "$INSTDIR\eduduty.exe"
  Delete "$INSTDIR\eduduty-cli.exe"
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  RMDir /r "$INSTDIR\_new"
  RMDir /r "$INSTDIR\_old"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR" ; only when empty: a draft that somebody saved here keeps its folder

  Delete "$SMPROGRAMS\${TITLE}.lnk"
  Delete "$DESKTOP\${TITLE}.lnk"
  ReadRegStr $0 SHCTX "Software\Classes\.eduduty" ""
  ${If} $0 == "${KIND}"
    DeleteRegValue SHCTX "Software\Classes\.eduduty" ""
    DeleteRegValue SHCTX "Software\Classes\.eduduty" "Content Type"
  ${EndIf}
  DeleteRegValue SHCTX "Software\Classes\.eduduty\OpenWithProgids" "${KIND}"
  DeleteRegKey /ifempty SHCTX "Software\Classes\.eduduty\OpenWithProgids"
  DeleteRegKey /ifempty SHCTX "Software\Classes\.eduduty"
  DeleteRegKey SHCTX "Software\Classes\${KIND}"
  DeleteRegKey SHCTX "${UNINSTALL}"
  System::Call 'shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)'
SectionEnd
