package org.creditconnector.extract;

import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

class H2RangeReaderTest extends RangeReaderContract {
    @Override
    DataSource lender() {
        return h2("jdbc:h2:mem:lender;DB_CLOSE_DELAY=-1");
    }

    @Override
    String endless() {
        return "(select sum(a.x * b.x) from system_range(1, 1000000) a, system_range(1, 1000000) b)";
    }

    @Override
    DataSource gone() {
        return h2("jdbc:h2:tcp://127.0.0.1:1/gone");
    }

    private static DataSource h2(String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        return source;
    }
}
