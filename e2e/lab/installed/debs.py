"""The packages under test."""

import pathlib
import subprocess

from scenario.step import require


class Debs:
    def __init__(self, checkout, work):
        self.device = one(checkout / "device/target", "sealpost-device_*_all.deb")
        self.station = one(checkout / "station/target", "sealpost-station_*_all.deb")
        # Installed the last time.
        self.newest = self.device
        self._work = work

    def newer_device(self):
        """The same package under a higher version."""
        tree = self._work / "newer"
        subprocess.run(["dpkg-deb", "-R", self.device, tree], check=True)
        control = tree / "DEBIAN/control"
        lines = control.read_text().splitlines()
        version = next(line for line in lines if line.startswith("Version:")).split()[1]
        newer = f"{version}+next1"
        control.write_text("\n".join(
            f"Version: {newer}" if line.startswith("Version:") else line for line in lines
        ) + "\n")
        deb = self._work / f"sealpost-device_{newer}_all.deb"
        subprocess.run(["dpkg-deb", "--root-owner-group", "-b", tree, deb], check=True,
                       stdout=subprocess.DEVNULL)
        self.newest = deb
        return deb, version, newer


def one(folder, pattern):
    found = sorted(pathlib.Path(folder).glob(pattern))
    require(found, f"there is no {folder}/{pattern}: ./mvnw -DskipTests package")
    require(len(found) == 1, f"there are several of {folder}/{pattern}: {found}; build anew")
    return found[0]
