package org.creditconnector.extract;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/**
 * JDBC drivers: those that come with the application and those that an operator dropped into the directory {@code drivers} of the
 * home directory, because a lender's database driver often may not be passed on.
 */
public final class Drivers {
    /** What to look for where a driver is missing; by the word after {@code jdbc:}. */
    private static final Map<String, String> FILES = Map.of(
            "oracle", "ojdbc17.jar (Oracle)",
            "mysql", "mysql-connector-j.jar (MySQL)",
            "mariadb", "mariadb-java-client.jar (MariaDB)",
            "sqlserver", "mssql-jdbc.jar (Microsoft SQL Server)",
            "db2", "jcc.jar (IBM Db2)",
            "sap", "ngdbc.jar (SAP HANA)",
            "dm", "DmJdbcDriver.jar (Dameng)",
            "kingbase8", "kingbase8.jar (KingbaseES)",
            "oceanbase", "oceanbase-client.jar (OceanBase)");

    private Drivers() {}

    /**
     * Connections to a database by its url.
     *
     * @param directory where further drivers lie; need not exist
     * @throws SourceFaultException when no driver takes the url
     */
    public static DataSource connections(Path directory, String url, String user, String password) {
        for (Driver driver : ServiceLoader.load(Driver.class, loader(directory))) {
            if (accepts(driver, url)) {
                Properties properties = new Properties();
                if (!user.isEmpty()) {
                    properties.setProperty("user", user);
                }
                if (!password.isEmpty()) {
                    properties.setProperty("password", password);
                }
                return new SimpleDriverDataSource(driver, url, properties);
            }
        }
        String kind = url.startsWith("jdbc:") ? url.substring(5).split(":", 2)[0] : url.split(":", 2)[0];
        throw new SourceFaultException(
                SourceFaultException.Kind.MAPPING,
                "SRC-DRIVER no driver takes urls that begin with jdbc:" + kind + ":, expected its jar in " + directory
                        + "; put " + FILES.getOrDefault(kind, "the driver's jar") + " there");
    }

    private static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            throw new SourceFaultException(
                    SourceFaultException.Kind.MAPPING,
                    "SRC-DRIVER the url of the source cannot be read by "
                            + driver.getClass().getName() + " (" + DatabaseMessages.withoutValues(e) + ")",
                    e);
        }
    }

    private static ClassLoader loader(Path directory) {
        ClassLoader ours = Drivers.class.getClassLoader();
        List<URL> jars = new ArrayList<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path jar : files.filter(file -> file.toString().endsWith(".jar"))
                        .sorted()
                        .toList()) {
                    jars.add(url(jar));
                }
            } catch (IOException e) {
                throw new SourceFaultException(
                        SourceFaultException.Kind.MAPPING,
                        "SRC-DRIVER the directory " + directory + " cannot be read (" + e.getMessage() + ")",
                        e);
            }
        }
        // Left open on purpose: drivers load classes as long as the process lives.
        return jars.isEmpty() ? ours : new URLClassLoader(jars.toArray(URL[]::new), ours);
    }

    private static URL url(Path jar) throws MalformedURLException {
        return jar.toUri().toURL();
    }
}
