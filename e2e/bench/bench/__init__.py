"""The parts of beside-python."""
