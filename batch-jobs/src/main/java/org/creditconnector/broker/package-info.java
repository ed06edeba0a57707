/** The way over a message broker to workers on other machines; nothing of it is loaded before somebody asks for it. */
@org.jspecify.annotations.NullMarked
package org.creditconnector.broker;
