import unittest

from radio import hci
from tests.bench import ANNA, Bench

INQUIRY, CREATE, CANCEL = hci.opcode(1, 0x0001), hci.opcode(1, 0x0005), hci.opcode(1, 0x0008)
LAP = bytes.fromhex("338b9e")


class InquiryTest(unittest.TestCase):
    def setUp(self):
        self.bench = Bench()
        self.bench.command(hci.opcode(3, 0x0045), b"\x02")

    def inquire(self):
        return self.bench.command(INQUIRY, LAP + b"\x04\x00")

    def test_discoverable_phone_answers_with_rssi_and_name(self):
        self.bench.tell("arrive anna")
        self.inquire()
        (result,) = self.bench.events(5.2, 0x2F)
        self.assertEqual((result[4:10], result[17]), (ANNA, 256 - 50))
        self.assertIn(b"\x05\x09anna", result)

    def test_inquiry_ends(self):
        self.inquire()
        self.assertEqual(self.bench.events(5.2, 0x01), [hci.event(0x01, b"\0")])

    def test_hidden_or_absent_phone_is_not_found(self):
        self.inquire()
        self.assertEqual(self.bench.events(5.2, 0x2F), [])
        self.bench.tell("arrive anna")
        self.bench.tell("discoverable anna off")
        self.inquire()
        self.assertEqual(self.bench.events(5.2, 0x2F), [])

    def test_cancelled_inquiry_says_no_more(self):
        self.bench.tell("arrive anna")
        self.inquire()
        self.bench.command(hci.opcode(1, 0x0002))
        self.assertEqual(self.bench.run(10), [])


class LinkTest(unittest.TestCase):
    def setUp(self):
        self.bench = Bench()

    def connect(self):
        return self.bench.command(CREATE, ANNA + bytes(7))

    def connected(self):
        self.bench.tell("arrive anna")
        self.connect()
        (complete,) = self.bench.events(1, 0x03)
        return int.from_bytes(complete[4:6], "little")

    def send(self, handle, frame):
        before = len(self.bench.sent)
        self.bench.controller.receive(hci.acl(handle, frame), self.bench.now)
        return [packet[9:] for packet in self.bench.sent[before:] if packet[0] == hci.ACL]

    def test_present_phone_answers_the_page(self):
        self.bench.tell("arrive anna")
        self.assertEqual(self.connect(), [hci.status(CREATE, hci.OK)])
        self.assertEqual(self.bench.events(0.4, 0x03), [])
        (complete,) = self.bench.events(0.2, 0x03)
        self.assertEqual((complete[3], complete[6:12]), (hci.OK, ANNA))

    def test_absent_phone_costs_the_page_timeout(self):
        self.connect()
        self.assertEqual(self.bench.events(5.1, 0x03), [])
        (complete,) = self.bench.events(0.1, 0x03)
        self.assertEqual(complete[3], hci.PAGE_TIMEOUT)

    def test_phone_that_leaves_during_the_page_does_not_answer(self):
        self.bench.tell("arrive anna")
        self.connect()
        self.bench.tell("leave anna")
        (complete,) = self.bench.events(1, 0x03)
        self.assertEqual(complete[3], hci.PAGE_TIMEOUT)

    def test_cancelled_page_is_told_so(self):
        self.connect()
        answers = self.bench.command(CANCEL, ANNA)
        self.assertEqual([packet[1] for packet in answers], [0x0E, 0x03])
        self.assertEqual(self.bench.run(10), [])

    def test_host_hangs_up(self):
        handle = self.connected()
        answers = self.bench.command(hci.opcode(1, 0x0006), handle.to_bytes(2, "little") + b"\x13")
        self.assertEqual(answers[1], hci.event(0x05, b"\0" + handle.to_bytes(2, "little") + b"\x16"))

    def test_link_of_a_phone_that_left_is_lost_after_20_s(self):
        self.connected()
        self.bench.tell("leave anna")
        self.assertEqual(self.bench.events(19.9, 0x05), [])
        (lost,) = self.bench.events(0.2, 0x05)
        self.assertEqual(lost[6], hci.CONNECTION_TIMEOUT)

    def test_echo_comes_back(self):
        answers = self.send(self.connected(), bytes.fromhex("06000100" "08070200" "abcd"))
        self.assertEqual(answers, [bytes.fromhex("09070200" "abcd")])

    def test_services_can_be_browsed_and_are_none(self):
        handle = self.connected()
        opened = self.send(handle, bytes.fromhex("08000100" "02010400" "01004100"))
        self.assertEqual([a[0] for a in opened], [0x03, 0x04])
        channel = opened[0][4:6]
        query = bytes.fromhex("06000100" "00")
        answer = self.send(handle, len(query).to_bytes(2, "little") + channel + query)
        self.assertEqual(answer, [bytes.fromhex("07" "0001" "0005" "0002" "3500" "00")])

    def test_other_services_are_refused(self):
        (answer,) = self.send(self.connected(), bytes.fromhex("08000100" "02010400" "19004100"))
        self.assertEqual(answer[8:10], b"\x02\0")
