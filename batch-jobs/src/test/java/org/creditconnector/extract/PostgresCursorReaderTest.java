package org.creditconnector.extract;

/** What a PostgreSQL lender gives by cursors, where COPY is switched off. */
class PostgresCursorReaderTest extends PostgresRangeReaderTest {
    @Override
    LenderSource open() {
        return super.open().by(Reading.CURSOR);
    }
}
