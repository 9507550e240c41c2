"""With this folder on PYTHONPATH, a Python has none of what Windows' Python lacks: modules cannot be imported, names are gone.

What Python's own modules have taken before, they keep: they have other ways on Windows.
"""

import logging.handlers
import os
import select
import shutil
import signal
import socket
import subprocess
import sys
import tempfile

_MODULES = "crypt curses fcntl grp nis ossaudiodev posix pty pwd readline resource spwd syslog termios tty"
_OS = (
    "O_CLOEXEC O_NONBLOCK WEXITSTATUS WIFEXITED WIFSIGNALED WTERMSIG chown chroot fork forkpty getegid geteuid getgid getpgid getpgrp "
    "getpriority getsid getuid initgroups killpg lchown mkfifo mknod nice openpty pipe2 posix_spawn posix_spawnp pread "
    "register_at_fork sched_getaffinity sendfile set_blocking setegid seteuid setgid setpgid setpgrp setpriority setsid setuid "
    "statvfs tcgetpgrp tcsetpgrp uname wait wait3 wait4 waitid"
)
_SIGNAL = (
    "ITIMER_REAL SIGALRM SIGCHLD SIGCONT SIGHUP SIGIO SIGKILL SIGPIPE SIGQUIT SIGSTOP SIGTSTP SIGUSR1 SIGUSR2 alarm getitimer pause "
    "pthread_kill pthread_sigmask setitimer siginterrupt sigpending sigtimedwait sigwait sigwaitinfo"
)


def _forget(module, names):
    for name in names.split():
        vars(module).pop(name, None)


# `TerminateProcess` there.
subprocess.Popen.kill = lambda self: self.send_signal(9)
_forget(os, _OS)
_forget(signal, _SIGNAL)
_forget(select, "poll epoll kqueue devpoll")
for _module in _MODULES.split():
    sys.modules[_module] = None
