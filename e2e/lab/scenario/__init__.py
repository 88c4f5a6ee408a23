"""Runs the agent in the emulated machine and checks what a station outside it sees."""
