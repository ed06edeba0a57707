package org.creditconnector.night;

/** The other side of a target behind an SSH server of its own, which counts what arrives and loses what a test wants lost. */
interface BehindDoor extends OtherSide {
    SftpDoor door();

    @Override
    default void loseNextAnswer() {
        door().loseNextAnswer();
    }

    @Override
    default void loseNextPackage() {
        door().loseNextPackage();
    }

    @Override
    default long arrivals() {
        return door().arrivals();
    }
}
