package org.creditconnector.night;

/** The profile {@code registry-api} over the channel {@code http}. */
class RegistryApiTargetTest extends TargetContract {
    @Override
    OtherSide start() {
        return new RegistryApiSide();
    }
}
