"""What is to be done when. Times are seconds on one clock that the caller reads."""
import heapq
import itertools


class Agenda:
    def __init__(self):
        self._heap = []
        self._order = itertools.count()

    def at(self, due, action):
        """Plans `action(due)`; returns an entry for `cancel`."""
        entry = [due, next(self._order), action]
        heapq.heappush(self._heap, entry)
        return entry

    @staticmethod
    def cancel(entry):
        if entry is not None:
            entry[2] = None

    def due(self):
        """When the next entry is due, or None."""
        while self._heap and self._heap[0][2] is None:
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def run(self, now):
        """Does what is due by `now`, in order of time."""
        while (due := self.due()) is not None and due <= now:
            entry = heapq.heappop(self._heap)
            action, entry[2] = entry[2], None
            action(due)
