package org.creditconnector.registry.api;

import java.util.List;
import org.creditconnector.delivery.FileProtocol;
import org.creditconnector.delivery.RegistryConnection.FeedbackPage;
import org.creditconnector.delivery.SubmissionPackage;

/** The registry of our OpenAPI by files: a package is the same Avro container, a feedback file the same page of JSON. */
final class RegistryApiFiles implements FileProtocol {
    @Override
    public String fileName(SubmissionPackage manifest) {
        return manifest.getPackageId() + ".avro";
    }

    @Override
    public boolean isFeedback(String fileName) {
        return fileName.endsWith(".json");
    }

    @Override
    public List<FeedbackPage.Entry> readFeedback(String fileName, byte[] content) {
        return FeedbackPages.read(content).entries();
    }
}
