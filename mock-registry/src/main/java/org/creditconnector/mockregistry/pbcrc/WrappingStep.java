package org.creditconnector.mockregistry.pbcrc;

/** A step of a wrapping, over whole files. */
interface WrappingStep {
    /** @param name of the file that is wrapped */
    byte[] wrap(String name, byte[] content);

    byte[] undo(byte[] content) throws WrappedWrongException;
}
