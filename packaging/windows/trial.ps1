# Tries the setup program on a real Windows: what wine cannot show (windows_trial.sh shows the rest on Linux).
#   packaging/windows/trial.ps1 -Setup dist\eduduty-0.1.0-setup.exe
param([Parameter(Mandatory)][string]$Setup)
$ErrorActionPreference = 'Stop'
$program = "$env:LOCALAPPDATA\Programs\Eduduty"
$uninstall = 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Uninstall\Eduduty'
$drafts = Join-Path ([Environment]::GetFolderPath('MyDocuments')) '教育履职自评'
$draft = Join-Path $drafts '张三 的 县.eduduty'

function Run($File, $Arguments, $Wanted) {
    $run = Start-Process $File -ArgumentList $Arguments -PassThru
    if (-not $run.WaitForExit(180000)) { $run.Kill(); throw "$File $Arguments did not end" }
    if ($run.ExitCode -ne $Wanted) { throw "$File $Arguments ended with $($run.ExitCode), not $Wanted" }
    "ok    $(Split-Path $File -Leaf) $Arguments : $Wanted"
}
function Expect($Text, $True) { if (-not $True) { throw "WRONG $Text" }; "ok    $Text" }

Run $Setup '/S' 0
Expect 'the program is there' (Test-Path "$program\eduduty.exe")
Expect 'start menu' (Test-Path "$env:APPDATA\Microsoft\Windows\Start Menu\Programs\教育履职自评.lnk")
Expect 'association' ((Get-ItemProperty 'HKCU:\Software\Classes\Eduduty.Draft\shell\open\command').'(default)' -eq "`"$program\eduduty.exe`" open `"%1`"")
Run "$program\eduduty.exe" '--smoke' 0

New-Item -ItemType Directory -Force $drafts | Out-Null
& "$program\eduduty-cli.exe" new $draft --framework cq-2018-banan --county 示例县 --year 2024
Expect 'a draft in the documents folder' (Test-Path $draft)

# A double-click on the draft opens it; the window's title names the draft.
Start-Process $draft
foreach ($turn in 1..120) {
    $window = Get-Process eduduty -ErrorAction SilentlyContinue | Where-Object MainWindowTitle
    if ($window) { break }
    Start-Sleep -Milliseconds 250
}
Expect "a double-click opens the window '$($window.MainWindowTitle)'" $window
Run $Setup '/S' 5
$window.CloseMainWindow() | Out-Null
if (-not $window.WaitForExit(30000)) { throw 'the window did not close' }
$before = (Get-FileHash $draft).Hash

Set-ItemProperty $uninstall DisplayVersion '0.0.1'
Run $Setup '/S' 0
Expect 'upgraded in place' ((Get-ItemProperty $uninstall).DisplayVersion -ne '0.0.1')
$right = (Get-ItemProperty $uninstall).DisplayVersion
Set-ItemProperty $uninstall DisplayVersion '99.0.0'
Run $Setup '/S' 6
Set-ItemProperty $uninstall DisplayVersion $right

Run "$program\uninstall.exe" "/S _?=$program" 0
Expect 'the program is gone' (-not (Test-Path "$program\eduduty.exe"))
Expect 'entry of Apps is gone' (-not (Test-Path $uninstall))
Expect 'the draft is there, unchanged' ((Get-FileHash $draft).Hash -eq $before)
Remove-Item -Recurse -Force $program, "$env:LOCALAPPDATA\eduduty" -ErrorAction SilentlyContinue
