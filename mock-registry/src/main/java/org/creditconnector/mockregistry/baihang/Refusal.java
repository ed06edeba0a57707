package org.creditconnector.mockregistry.baihang;

/**
 * Why a record was refused.
 *
 * @param code of the mock registry; the agency's own list is not public
 * @param field tag that is wrong; empty where it is about the whole
 * @param message one sentence
 */
record Refusal(String code, String field, String message) {}
