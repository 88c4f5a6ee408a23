package io.sealpost.station.rotation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.Rotation;
import io.sealpost.crypto.RotationKey;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Hello;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.Settings;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.testing.KeyRig;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RotationErrandTest {
  private static final BootId OTHER = new BootId("1111111111111111");

  private final FakeTime time = new FakeTime();
  private final FakeDevice device = new FakeDevice("rpi-07", Format.COSE_1, time);
  private final Rotation rotation = new Rotation(new BcPrimitives());
  private final KeyRig rig;
  private final RotationErrand errand;

  RotationErrandTest(@TempDir Path folder) throws StationException {
    rig = new KeyRig(folder, time, device);
    errand = errand();
  }

  @Test
  void theNextKeyIsInTheRingBeforeAnythingIsAsked() throws StationException {
    assertEquals(Optional.of(new Action.Rotate.Offer(1)), errand.start(hello(), rig.kid()));

    assertFalse(rig.pendingKid().isEmpty());
    assertEquals(1, errand.generation());
    assertFalse(errand.isResumed());
  }

  @Test
  void anOfferIsAnsweredByTheKeyWrappedToIt() throws StationException {
    errand.start(hello(), rig.kid());

    Action next = answered(Answer.Status.OK, offer()).orElseThrow();

    assertEquals(1, assertInstanceOf(Action.Rotate.Take.class, next).generation());
  }

  @Test
  void whatWasOfferedInAnotherBootIsAskedForAnew() throws StationException {
    errand.start(hello(), rig.kid());
    answered(Answer.Status.OK, offer());

    Hello later = FakeDevice.hello(OTHER, 6, Duration.ZERO, FakeTime.START);

    assertEquals(Optional.of(new Action.Rotate.Offer(1)), errand.start(later, rig.kid()));
  }

  @Test
  void anotherProcessThatSawTheKeyInUseLeavesTheConfirmationToDo() throws StationException {
    errand.start(hello(), rig.kid());
    promote();

    assertEquals(Optional.of(new Action.Rotate.Confirm(1)), errand.start(hello(), rig.kid()));
    assertEquals(Optional.empty(), answered(Answer.Status.OK, Answer.Result.NONE));

    assertTrue(errand.isDone());
    assertFalse(rig.unconfirmed());
  }

  @Test
  void aTakeThatWasObeyedAndIsRefusedWhenItComesAgainIsConfirmed() throws StationException {
    errand.start(hello(), rig.kid());
    answered(Answer.Status.OK, offer());
    promote();

    assertEquals(
        Optional.of(new Action.Rotate.Confirm(1)),
        answered(Answer.Status.NO_OFFER, Answer.Result.NONE));
  }

  @Test
  void anotherProcessThatDidItAllLeavesNothing() throws StationException {
    RotationErrand slow = errand();
    slow.start(hello(), rig.kid());
    promote();
    rig.line().confirmed(rig.kid());

    assertEquals(Optional.empty(), slow.start(hello(), rig.kid()));

    assertTrue(slow.isDone());
    assertThrows(NoSuchElementException.class, rig::pendingKid);
  }

  @Test
  void whatAnEarlierOneLeftIsGoneOnWith() throws StationException {
    errand.start(hello(), rig.kid());
    String pending = rig.pendingKid();
    RotationErrand next = errand();

    next.start(hello(), rig.kid());

    assertTrue(next.isResumed());
    assertEquals(pending, rig.pendingKid());
  }

  @ParameterizedTest
  @EnumSource(
      value = Answer.Status.class,
      names = {"RANGE", "UNSUPPORTED", "MALFORMED", "FAILED"})
  void aRefusalEndsItAndTheKeyStaysPending(Answer.Status status) throws StationException {
    errand.start(hello(), rig.kid());
    String pending = rig.pendingKid();

    assertEquals(Optional.empty(), answered(status, Answer.Result.NONE));

    assertFalse(errand.isDone());
    assertEquals(pending, rig.pendingKid());
  }

  @Test
  void aDeviceThatNeverRemembersItsOfferIsNotAskedForever() throws StationException {
    errand.start(hello(), rig.kid());
    int asked = 1;
    while (answered(Answer.Status.NO_OFFER, Answer.Result.NONE).isPresent()) {
      asked++;
    }

    assertEquals(RotationErrand.ATTEMPTS, asked);
    assertFalse(errand.isDone());
  }

  @Test
  void whatIsNoPublicKeyIsToldAsAFault() throws StationException {
    errand.start(hello(), rig.kid());
    Answer.Result lowOrder = new Answer.Result.Offer("00".repeat(32));

    StationException fault =
        assertThrows(StationException.class, () -> answered(Answer.Status.OK, lowOrder));

    assertEquals(ExitCode.REFUSED, fault.exitCode());
    assertTrue(
        String.valueOf(fault.getMessage()).startsWith("rpi-07: what it offers is no public"));
  }

  private RotationErrand errand() {
    return new RotationErrand(device.id(), rotation, FakeDevice.sealing(time), rig.line());
  }

  private void promote() throws StationException {
    rig.line().proven(rig.pendingKid(), 5);
  }

  private Answer.Result offer() {
    try (RotationKey key = rotation.newKey(new SecureRandom())) {
      return new Answer.Result.Offer(key.publicKey());
    }
  }

  private Optional<Action> answered(Answer.Status status, Answer.Result result)
      throws StationException {
    Answer answer =
        new Answer(
            1,
            "0011223344556677",
            status,
            new Settings(Map.of(), LogLevel.INFO),
            Optional.empty(),
            result);
    return errand.answered(answer, rig.kid());
  }

  private static Hello hello() {
    return FakeDevice.hello(FakeDevice.BOOT, 5, Duration.ZERO, FakeTime.START);
  }
}
