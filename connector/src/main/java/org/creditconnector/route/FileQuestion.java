package org.creditconnector.route;

import java.io.IOException;
import org.creditconnector.delivery.file.FilePlace;

/** The exchange body that goes into a file question route. */
record FileQuestion(FilePlace place, Answering answering) {
    /** Reads an answer out of a place that was reached. */
    @FunctionalInterface
    interface Answering {
        /** @param reached what the place said of itself */
        Object answer(FilePlace place, String reached) throws IOException;
    }
}
