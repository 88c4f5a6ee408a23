"""One step of the scenario."""


class StepFailed(Exception):
    """What was to be seen was not seen."""


class Step:
    """RUN takes the lab and returns what it saw, or raises StepFailed.

    A step that is NEEDED runs always, and without it none of the others can run.
    """

    def __init__(self, name, title, run, needed=False, archs=("arm64", "amd64"), kinds=("virt",)):
        self.name = name
        self.title = title
        self.run = run
        self.needed = needed
        self.archs = archs
        self.kinds = kinds

    def fits(self, arch, kind):
        return arch in self.archs and kind in self.kinds


def require(true, complaint):
    if not true:
        raise StepFailed(complaint)
