package org.creditconnector.simulation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import org.creditconnector.registry.Powers;
import org.creditconnector.registry.Registries;
import org.creditconnector.registry.RegistryProfile;

/** The shipped profile with some of its powers taken away. */
final class KindOfRegistry {
    private KindOfRegistry() {}

    /** Mostly all powers; else without status query, without idempotence, or without both. */
    static Powers powers(Dice dice) {
        Powers all = Registries.shipped().profile("registry-api").powers();
        int kind = dice.below(10);
        return new Powers(
                kind < 8,
                kind < 6 || kind == 8,
                all.replaces(),
                all.ordered(),
                all.partialAcceptance(),
                all.feedback(),
                all.statement(),
                all.listing());
    }

    static Registries with(Powers powers) {
        RegistryProfile real = Registries.shipped().profile("registry-api");
        return new Registries(List.of((RegistryProfile) Proxy.newProxyInstance(
                RegistryProfile.class.getClassLoader(),
                new Class<?>[] {RegistryProfile.class},
                (self, method, arguments) -> {
                    if (method.getName().equals("powers")) {
                        return powers;
                    }
                    try {
                        Object answer = method.invoke(real, arguments);
                        // The same profile made for a target's settings has no more powers than this one.
                        return answer instanceof RegistryProfile ? self : answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                })));
    }
}
