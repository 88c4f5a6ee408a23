package io.sealpost.device.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.RefusedException;
import io.sealpost.device.FakeKeyStore;
import io.sealpost.device.Rotator;
import io.sealpost.device.Station;
import io.sealpost.device.TestClock;
import io.sealpost.device.TestConfig;
import io.sealpost.device.command.Outcome;
import io.sealpost.device.state.StateException;
import io.sealpost.protocol.Action.Rotate;
import io.sealpost.protocol.Answer.Result;
import io.sealpost.protocol.Answer.Status;
import io.sealpost.protocol.BootId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RotationDeskTest {
  private static final BootId NEXT_BOOT = new BootId("0123456789abcdef");
  private static final Rotator FIRST = new Rotator(Format.COSE_1, 0x5A);
  private static final Rotator SECOND = new Rotator(Format.COSE_1, 2);
  private static final Rotator THIRD = new Rotator(Format.COSE_1, 3);

  private final FakeKeyStore store = new FakeKeyStore();
  private RotationDesk desk = boot(Format.COSE_1, TestClock.BOOT);
  private BootId boot = TestClock.BOOT;

  private RotationDesk boot(Format format, BootId boot) {
    return new Station(format, new TestClock().wall()).rotation(boot, store);
  }

  private void restart() {
    desk.close();
    boot = NEXT_BOOT;
    desk = boot(Format.COSE_1, boot);
  }

  private String offer(long generation, Rotator by) {
    Outcome outcome = desk.rotate(new Rotate.Offer(generation), by.kid());
    assertEquals(Status.OK, outcome.status());
    return ((Result.Offer) outcome.result()).publicKey();
  }

  private Status take(long generation, Rotator by, Rotator next) {
    return desk.rotate(by.wrap(boot, offer(generation, by), generation, next), by.kid()).status();
  }

  private Status confirm(long generation, Rotator by) {
    return desk.rotate(new Rotate.Confirm(generation), by.kid()).status();
  }

  private boolean opens(Rotator key) {
    try {
      Context context = Context.down(TestConfig.DEVICE.value(), "control", boot);
      byte[] sealed = key.seal(boot, new Counter(1, 1), new byte[] {1});
      assertEquals(key.kid(), desk.keys().open(context, sealed).kid());
      return true;
    } catch (RefusedException e) {
      return false;
    }
  }

  private List<Boolean> opens() {
    return List.of(opens(FIRST), opens(SECOND), opens(THIRD));
  }

  private boolean sealsUnder(Rotator key) {
    Context context = Context.up(TestConfig.DEVICE.value(), "hello");
    byte[] sealed = desk.keys().sealer().seal(context, new Counter(1, 1), new byte[] {1});
    assertEquals(key.kid().equals(desk.keys().kid()), key.open("hello", sealed).isPresent());
    return key.open("hello", sealed).isPresent();
  }

  @Test
  void beginsWithTheProvisionedKey() {
    assertEquals(0, desk.keys().generation());
    assertEquals(List.of(true, false, false), opens());
    assertTrue(sealsUnder(FIRST));
  }

  @Test
  void offersTheSameKeyAsLongAsABootLasts() {
    String offered = offer(1, FIRST);
    assertEquals(offered, offer(1, FIRST));
    assertEquals(offered, offer(2, FIRST));
    restart();
    assertNotEquals(offered, offer(1, FIRST));
  }

  @Test
  void takesAKeyAndKeepsTheOneBefore() {
    assertEquals(Status.OK, take(1, FIRST, SECOND));
    assertEquals(1, desk.keys().generation());
    assertEquals(List.of(true, true, false), opens());
    assertTrue(sealsUnder(SECOND));
    assertFalse(sealsUnder(FIRST));
    restart();
    assertEquals(List.of(true, true, false), opens());
    assertTrue(sealsUnder(SECOND));
  }

  @Test
  void forgetsTheKeyBeforeAtTheFirstCommandUnderTheNewOne() throws Exception {
    assertEquals(Status.OK, take(1, FIRST, SECOND));
    desk.keys().authentic(FIRST.kid());
    assertEquals(List.of(true, true, false), opens());
    desk.keys().authentic(SECOND.kid());
    assertEquals(List.of(false, true, false), opens());
    assertEquals(1, store.kept().keys().size());
    restart();
    assertEquals(List.of(false, true, false), opens());
    assertEquals(1, desk.keys().generation());
  }

  @Test
  void keepsTheKeyBeforeAsLongAsItCannotBeForgottenDurably() throws Exception {
    assertEquals(Status.OK, take(1, FIRST, SECOND));
    store.fail(1);
    assertThrows(StateException.class, () -> desk.keys().authentic(SECOND.kid()));
    assertEquals(List.of(true, true, false), opens());
    desk.keys().authentic(SECOND.kid());
    assertEquals(List.of(false, true, false), opens());
  }

  @Test
  void rotatesAgainAndAgain() throws Exception {
    assertEquals(Status.OK, take(1, FIRST, SECOND));
    desk.keys().authentic(SECOND.kid());
    assertEquals(Status.OK, take(2, SECOND, THIRD));
    assertEquals(List.of(false, true, true), opens());
    desk.keys().authentic(THIRD.kid());
    restart();
    assertEquals(List.of(false, false, true), opens());
    assertEquals(2, desk.keys().generation());
  }

  @Test
  void takesAnotherKeyInPlaceOfOneThatNobodyUsed() {
    assertEquals(Status.OK, take(1, FIRST, SECOND));
    assertEquals(Status.OK, take(1, FIRST, THIRD));
    assertEquals(List.of(true, false, true), opens());
    assertTrue(sealsUnder(THIRD));
    restart();
    assertEquals(List.of(true, false, true), opens());
  }

  @Test
  void takesTheSameKeyTwice() {
    assertEquals(Status.OK, take(1, FIRST, SECOND));
    assertEquals(Status.OK, take(1, FIRST, SECOND));
    assertEquals(List.of(true, true, false), opens());
  }

  @Test
  void takesNothingWithoutAnOfferOfThisBoot() {
    String offered = offer(1, FIRST);
    restart();
    Rotate.Take take = FIRST.wrap(boot, offered, 1, SECOND);
    assertEquals(Status.NO_OFFER, desk.rotate(take, FIRST.kid()).status());
    offer(1, FIRST);
    Outcome outcome = desk.rotate(take, FIRST.kid());
    assertEquals(Status.NO_OFFER, outcome.status());
    assertTrue(outcome.detail().orElseThrow().contains("not wrapped to"), outcome::toString);
    assertEquals(List.of(true, false, false), opens());
    assertEquals(Status.OK, take(1, FIRST, SECOND));
  }

  @Test
  void takesAKeyOnce() {
    Rotate.Take take = FIRST.wrap(boot, offer(1, FIRST), 1, SECOND);
    assertEquals(Status.OK, desk.rotate(take, FIRST.kid()).status());
    assertEquals(Status.NO_OFFER, desk.rotate(take, FIRST.kid()).status());
    assertEquals(List.of(true, true, false), opens());
  }

  @Test
  void takesNoGenerationThatIsNotNewer() throws Exception {
    assertEquals(Status.OK, take(7, FIRST, SECOND));
    desk.keys().authentic(SECOND.kid());
    Outcome outcome = desk.rotate(new Rotate.Offer(7), SECOND.kid());
    assertEquals(Status.RANGE, outcome.status());
    assertTrue(outcome.detail().orElseThrow().startsWith("generation 7 is not above 7"));
    Rotate.Take take = SECOND.wrap(boot, offer(8, SECOND), 7, THIRD);
    assertEquals(Status.RANGE, desk.rotate(take, SECOND.kid()).status());
    assertEquals(List.of(false, true, false), opens());
  }

  @Test
  void confirmsTheKeyInForceOnceItIsTheOnlyOne() throws Exception {
    assertEquals(Status.OK, take(1, FIRST, SECOND));
    assertEquals(Status.RANGE, confirm(1, FIRST));
    desk.keys().authentic(SECOND.kid());
    assertEquals(Status.OK, confirm(1, SECOND));
    assertEquals(Status.OK, confirm(1, SECOND));
    assertEquals(Status.RANGE, confirm(2, SECOND));
  }

  @Test
  void changesNothingWhenAKeyCannotBeKept() {
    Rotate.Take take = FIRST.wrap(boot, offer(1, FIRST), 1, SECOND);
    store.fail(2);
    Outcome outcome = desk.rotate(take, FIRST.kid());
    assertEquals(Status.FAILED, outcome.status());
    assertTrue(outcome.detail().orElseThrow().startsWith("keys: the disk is full"));
    assertEquals(List.of(true, false, false), opens());
    assertTrue(sealsUnder(FIRST));
    assertEquals(Status.OK, desk.rotate(take, FIRST.kid()).status(), "the offer still stands");
  }

  @Test
  void takesBackWhatWasWrittenAndNotSynchronised() {
    store.failAfterWriting(1);
    assertEquals(Status.FAILED, take(1, FIRST, SECOND));
    assertEquals(List.of(true, false, false), opens());
    restart();
    assertEquals(List.of(true, false, false), opens());
  }

  @Test
  void bothKeysOpenIfItCannotBeTakenBack() {
    store.failAfterWriting(2);
    assertEquals(Status.FAILED, take(1, FIRST, SECOND));
    assertTrue(sealsUnder(FIRST));
    restart();
    assertTrue(opens(FIRST));
  }

  @Test
  void wipesWhatDescendsFromAnotherProvisionedKey() throws Exception {
    assertEquals(Status.OK, take(1, FIRST, SECOND));
    Vault vault = new Vault(TestKeys.SEALING, store, THIRD::psk);
    DeviceKeys anew = DeviceKeys.open(desk.keys().owner(), TestKeys.SEALING, vault);
    assertEquals(THIRD.kid(), anew.kid());
    assertEquals(0, anew.generation());
    assertFalse(anew.isChanging());
    assertEquals(List.of(), store.kept().keys());
  }

  @Test
  void keepsTheRotatedKeyWhenTheDeviceGetsAnotherNameOrSuite() throws Exception {
    assertEquals(Status.OK, take(1, FIRST, SECOND));
    Owner owner = desk.keys().owner();
    Owner other = new Owner(Format.COSE_2, "other", owner.boot(), owner.timeToLive());
    Vault vault = new Vault(TestKeys.SEALING, store, FIRST::psk);
    assertEquals(1, DeviceKeys.open(other, TestKeys.SEALING, vault).generation());
  }

  @Test
  void refusesToGoOnWithAKeyThatWasExchangedBelowIt() {
    Vault vault = new Vault(TestKeys.SEALING, store, new TestKeys.Exchanged(FIRST, THIRD)::next);
    desk = TestKeys.desk(desk.keys().owner(), vault);
    assertEquals(Status.FAILED, take(1, FIRST, SECOND));
    assertEquals(List.of(true, false, false), opens());
  }

  @ParameterizedTest
  @EnumSource(value = Format.class, names = "FERNET")
  void hasNoRotationInFernet(Format format) {
    RotationDesk fernet = boot(format, boot);
    Outcome outcome = fernet.rotate(new Rotate.Offer(1), "");
    assertEquals(Status.UNSUPPORTED, outcome.status());
    assertEquals("", fernet.keys().kid());
  }

  @Test
  void leavesRotatedKeysAloneInFernet() {
    assertEquals(Status.OK, take(1, FIRST, SECOND));
    assertEquals(0, boot(Format.FERNET, boot).keys().generation());
    assertEquals(2, store.kept().keys().size());
  }

  @Test
  void wipesItsKeysWhenItIsClosed() {
    desk.close();
    assertThrows(IllegalStateException.class, () -> opens(FIRST));
    assertThrows(IllegalStateException.class, () -> sealsUnder(FIRST));
  }
}
