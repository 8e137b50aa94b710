"""Shows a folder at another place, where the operations wait that the file "stalled" beside the folder names, as long as it does.

Usage: stalling.py FOLDER PLACE
Each operation that waits adds a byte to the file "waiting" beside the folder.
"""
import os
import sys
import time

import fusepy

FOLDER, PLACE = sys.argv[1:]
STALLED, WAITING = (os.path.join(os.path.dirname(FOLDER), name) for name in ("stalled", "waiting"))

# More than the kernel reads ahead when it is asked for the first bytes.
BEGINNING = 256 * 1024


def is_stalled(operation):
    with open(STALLED) as stalled:
        return operation in stalled.read().split()


def wait(operation):
    if is_stalled(operation):
        with open(WAITING, "ab") as waiting:
            waiting.write(b".")
    while is_stalled(operation):
        time.sleep(0.02)


class Stalling(fusepy.Operations):
    def getattr(self, path, fh=None):
        wait("getattr")
        found = os.lstat(FOLDER + path)
        return {name: getattr(found, name) for name in dir(found) if name.startswith("st_")}

    def open(self, path, flags):
        wait("open")
        return os.open(FOLDER + path, flags)

    def read(self, path, size, offset, fh):
        wait("read" if offset < BEGINNING else "read-on")
        return os.pread(fh, size, offset)

    def readdir(self, path, fh):
        return [".", ".."] + os.listdir(FOLDER + path)

    def statfs(self, path):
        found = os.statvfs(FOLDER + path)
        return {name: getattr(found, name) for name in dir(found) if name.startswith("f_")}

    def create(self, path, mode, fi=None):
        wait("create")
        return os.open(FOLDER + path, os.O_RDWR | os.O_CREAT | os.O_EXCL, mode)

    def write(self, path, data, offset, fh):
        wait("write")
        return os.pwrite(fh, data, offset)

    def truncate(self, path, length, fh=None):
        os.truncate(FOLDER + path, length)

    def fsync(self, path, datasync, fh):
        os.fsync(fh)

    def release(self, path, fh):
        os.close(fh)

    def link(self, target, source):
        os.link(FOLDER + source, FOLDER + target)

    def unlink(self, path):
        os.unlink(FOLDER + path)

    def rename(self, old, new):
        os.rename(FOLDER + old, FOLDER + new)

    def mkdir(self, path, mode):
        os.mkdir(FOLDER + path, mode)

    def rmdir(self, path):
        os.rmdir(FOLDER + path)

    def chmod(self, path, mode):
        os.chmod(FOLDER + path, mode)

    def utimens(self, path, times=None):
        os.utime(FOLDER + path, times)


fusepy.FUSE(
    Stalling(), PLACE, foreground=True, fsname="stowage-test", use_ino=True, attr_timeout=0, entry_timeout=0, hard_remove=True
)
