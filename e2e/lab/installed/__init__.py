"""Takes the installed packages through their whole life in a Debian guest that systemd-nspawn boots."""
