"""Whether a process of this computer is still the one that it was."""

import os
import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _QUERY_LIMITED_INFORMATION = 0x1000
    _INVALID_PARAMETER = 87
    _STILL_ACTIVE = 259

    def started(pid: int) -> str | None:
        """A mark of when a process began; "" where that cannot be told, None if no such process lives."""
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.argtypes = (wintypes.DWORD, wintypes.BOOL, wintypes.DWORD)
        kernel.OpenProcess.restype = wintypes.HANDLE
        kernel.GetExitCodeProcess.argtypes = (wintypes.HANDLE, ctypes.POINTER(wintypes.DWORD))
        kernel.GetProcessTimes.argtypes = (wintypes.HANDLE, *[ctypes.POINTER(wintypes.FILETIME)] * 4)
        kernel.CloseHandle.argtypes = (wintypes.HANDLE,)
        handle = kernel.OpenProcess(_QUERY_LIMITED_INFORMATION, False, pid)
        if not handle:
            return None if ctypes.get_last_error() == _INVALID_PARAMETER else ""
        try:
            code = wintypes.DWORD()
            if kernel.GetExitCodeProcess(handle, ctypes.byref(code)) and code.value != _STILL_ACTIVE:
                return None
            began, ended, in_kernel, in_user = (wintypes.FILETIME() for _ in range(4))
            times = (ctypes.byref(time) for time in (began, ended, in_kernel, in_user))
            if not kernel.GetProcessTimes(handle, *times):
                return ""
            return f"{began.dwHighDateTime << 32 | began.dwLowDateTime}"
        finally:
            kernel.CloseHandle(handle)

else:
    from pathlib import Path

    _BOOT = Path("/proc/sys/kernel/random/boot_id")

    def started(pid: int) -> str | None:
        """A mark of when a process began; "" where that cannot be told, None if no such process lives."""
        try:
            boot = _BOOT.read_text(encoding="ascii").strip()
            # proc(5): the command's name is in brackets and may hold anything; field 3 is the state, 22 the start.
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            return "" if _answers(pid) else None  # no /proc (macOS), or another user's process is hidden
        return None if fields[0] in {"Z", "X"} else f"{boot}:{fields[19]}"

    def _answers(pid: int) -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True
