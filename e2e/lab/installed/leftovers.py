"""What a package leaves in the guest's files when it is purged."""

import os
import pathlib
import re

# Java and its certificates.
INSTALL_S = 1800
# Not of the disk.
ELSEWHERE = {"proc", "sys", "dev", "run", "tmp"}
# What apt, dpkg, ldconfig, man-db, systemd and passwd write about whatever they do, and nothing that
# bears a package's name: a unit's state under deb-systemd-helper-enabled counts.
BOOKS = re.compile(
    r"var/(log/journal|log/apt|log/dpkg|log/alternatives|lib/dpkg|lib/apt|cache/apt|cache/man"
    r"|cache/ldconfig|cache/debconf|lib/systemd/(timers|catalog|random-seed)"
    r"|tmp/systemd-private-[0-9a-f]+-systemd-)"
    r"|etc/(passwd|group|shadow|gshadow|subuid|subgid|\.pwd\.lock|ld\.so\.cache|machine-id)"
)
OURS = "sealpost"
# What bears our name or belongs to nobody, in memory as well as on the disk.
LOST = (
    "find / /run /tmp /dev/shm -xdev "
    f"\\( -nouser -o -nogroup -o -iname '*{OURS}*' -o -name 'hsperfdata_*' \\) -print"
)
# Texts that speak of us: configuration, accounts, what was enabled.
SPEAKING = f"grep -rsIl {OURS} /etc /usr /opt /srv /home /root /var/lib /var/cache /var/spool"
# The account books' backups show them as they were before the last change. apt knows which packages
# there are to be had; so does dpkg for a while. man throws pages away that nobody read for a week.
OLD_BOOKS = re.compile(r"/etc/(passwd|group|shadow|gshadow|subuid|subgid)-$"
                       r"|/var/lib/(dpkg|apt)/|/var/cache/(apt|man)/")


def snapshot(root):
    """Every path below ROOT, and who there is: users and groups."""
    found = set()
    for folder, names, files in os.walk(root):
        inside = os.path.relpath(folder, root)
        if inside == ".":
            names[:] = [name for name in names if name not in ELSEWHERE]
        found.update(os.path.normpath(os.path.join(inside, name)) for name in names + files)
    for book in ("passwd", "group"):
        lines = (root / "etc" / book).read_text().splitlines()
        found.update(f"{book}: {line.split(':')[0]}" for line in lines)
    return found


def left(guest, before, other):
    """What is there that was not there before, and that no package has now.

    What the packages that came along make when they are installed is known from OTHER, a guest
    that never had one of ours: they are installed there as well.
    """
    missing = sorted(package for package in packages(guest) - packages(other) if OURS not in package)
    if missing:
        other.run(f"apt-get install -y -qq {' '.join(missing)}", timeout=INSTALL_S)
    theirs = {path for path in snapshot(other.root) if OURS not in path}
    owned = installed_files(guest.root)
    files = sorted(
        path for path in snapshot(guest.root) - before - theirs
        if path not in owned and not BOOKS.match(path)
    )
    return files + traces(guest)


def traces(guest):
    """What is told by looking inside the guest, where memory is seen and files are read."""
    found = guest.try_run(f"{LOST}; {SPEAKING}", timeout=120)[1].splitlines()
    return sorted(path for path in set(found) if not OLD_BOOKS.search(path))


def packages(guest):
    """The names of those that are installed."""
    listed = guest.run("dpkg-query -W -f '${db:Status-Abbrev} ${Package}\\n'")
    return {line.split()[1] for line in listed.splitlines() if line.startswith("ii ")}


def installed_files(root):
    files = set()
    for listed in pathlib.Path(root, "var/lib/dpkg/info").glob("*.list"):
        for line in listed.read_text().splitlines():
            path = line.lstrip("/")
            # In a merged /usr, lib is a link.
            files.update((path, f"usr/{path}"))
    return files
