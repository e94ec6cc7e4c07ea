"""The write lock of an archive folder: one process writes at a time."""

from pathlib import Path

from index.errors import ArchiveError, ArchiveLockedError


class WriteLock:
    """Held from its making to `release`; freed by the system when the process dies."""

    def __init__(self, path: Path) -> None:
        from filelock import FileLock

        self._lock = FileLock(path / "lock", timeout=0, thread_local=False)
        self._lock.acquire()

    def release(self) -> None:
        self._lock.release()


def try_lock(path: Path) -> WriteLock | None:
    """The lock of the archive at `path`, or None while another holds it or when it cannot be written."""
    from filelock import Timeout

    try:
        return WriteLock(path)
    except (Timeout, PermissionError):
        return None


def lock_for_writing(path: Path) -> WriteLock:
    """The lock of the archive at `path`; ArchiveLockedError while another process holds it."""
    from filelock import Timeout

    try:
        return WriteLock(path)
    except Timeout as error:
        message = f"Another process is writing to {path}. Wait for it, then run the command again."
        raise ArchiveLockedError(message) from error
    except OSError as error:
        raise ArchiveError(f"Cannot write to {path}: {error.strerror}. Choose another: --archive DIR") from error
