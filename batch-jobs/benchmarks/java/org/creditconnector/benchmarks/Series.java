package org.creditconnector.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of one program at one size.
 *
 * @param name what it is called
 * @param accounts accounts of the lender
 * @param start what it costs to start: a run over ten accounts
 * @param runs its runs
 */
record Series(String name, int accounts, Cost start, List<MeasuredRun> runs) {
    /** Median of a figure over all runs. */
    double median(ToDoubleFunction<Cost> of) {
        return median(runs.stream().mapToDouble(run -> of.applyAsDouble(run.cost())).toArray());
    }

    /** Microseconds an account, of CPU or wall, start taken off. */
    double perAccount(ToDoubleFunction<Cost> of) {
        return (median(of) - of.applyAsDouble(start)) * 1e6 / accounts;
    }

    /**
     * This program's figure over the other's, pair by pair, in ascending order: a pair met the same machine, so that the median of
     * the ratios is told and not the ratio of medians.
     */
    double[] ratios(Series other, ToDoubleFunction<Cost> of, boolean withoutStart) {
        double[] ratios = new double[runs.size()];
        for (int pair = 0; pair < ratios.length; pair++) {
            ratios[pair] = figure(pair, of, withoutStart) / other.figure(pair, of, withoutStart);
        }
        Arrays.sort(ratios);
        return ratios;
    }

    private double figure(int run, ToDoubleFunction<Cost> of, boolean withoutStart) {
        return of.applyAsDouble(runs.get(run).cost()) - (withoutStart ? of.applyAsDouble(start) : 0);
    }

    /** The middle of some values; the mean of the two in the middle where their number is even. */
    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
