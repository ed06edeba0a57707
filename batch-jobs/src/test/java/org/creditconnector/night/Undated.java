package org.creditconnector.night;

/** Names of files without the day on which they were made, which is none of a night's content. */
final class Undated {
    private Undated() {}

    /** The name with eight digits that begin with a year of this century blotted out. */
    static String words(String name) {
        return name.replaceAll("20[0-9]{6}(?=[0-9_])", "YYYYMMDD");
    }
}
