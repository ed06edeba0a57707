package org.creditconnector.night;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.configuration.annotation.EnableBatchProcessing;
import org.springframework.batch.core.configuration.annotation.EnableJdbcJobRepository;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.builder.FlowBuilder;
import org.springframework.batch.core.job.builder.FlowJobBuilder;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.partition.support.TaskExecutorPartitionHandler;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;

/**
 * The night as Spring Batch sees it: open → prepare (partitioned) → subjects → gate → package → deliver → collect → reconcile, and the last two
 * as jobs of their own. A step does its work through {@link RunSession}; here one reads the order, what is restarted and what is
 * spread.
 *
 * <p>Open is done once. The steps after it look at the ledger and do what is left, so they start again whenever a run is
 * continued; a step that cannot go on stops the job in a clean state.
 */
@Configuration(proxyBeanMethods = false)
@EnableBatchProcessing
@EnableJdbcJobRepository
class NightJobs {
    static final String SUBMISSION = "submission";
    static final String COLLECT = "collect";
    static final String RECONCILE = "reconcile";

    private static final String STOPPED = "STOPPED_CLEANLY";
    private static final String SHARE = "share-";
    private static final String WORKERS = "workers";

    private final JobRepository repository;
    private final PlatformTransactionManager transactions;
    private final CurrentRun current;
    private final SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor("prepare-");

    NightJobs(JobRepository repository, PlatformTransactionManager transactions, CurrentRun current) {
        this.repository = repository;
        this.transactions = transactions;
        this.current = current;
    }

    @Bean
    Job submission(Step prepare) {
        return inOrder(List.of(
                once("open", RunSession::open),
                prepare,
                whatIsLeft("subjects", RunSession::subjects),
                whatIsLeft("gate", RunSession::gate),
                whatIsLeft("package", RunSession::pack),
                whatIsLeft("deliver", RunSession::deliver),
                whatIsLeft("collect", RunSession::collect),
                whatIsLeft("reconcile", RunSession::reconcile)));
    }

    @Bean
    Job collect() {
        return new JobBuilder(COLLECT, repository)
                .start(whatIsLeft("collect-feedback", RunSession::collect))
                .build();
    }

    @Bean
    Job reconcile() {
        return new JobBuilder(RECONCILE, repository)
                .start(whatIsLeft("reconcile-books", RunSession::reconcile))
                .build();
    }

    @Bean
    Step prepare(Step prepareRanges) {
        return new StepBuilder("prepare", repository)
                .partitioner("prepare-ranges", shares())
                .partitionHandler(new RangeSpread(current, threads(prepareRanges), repository))
                .allowStartIfComplete(true)
                .build();
    }

    private TaskExecutorPartitionHandler threads(Step prepareRanges) {
        TaskExecutorPartitionHandler handler = new TaskExecutorPartitionHandler();
        handler.setStep(prepareRanges);
        handler.setTaskExecutor(this::spread);
        return handler;
    }

    /** One Batch item is one key range: mapped and rendered by the processor, stored by the writer in the chunk's transaction. */
    @Bean
    Step prepareRanges(OpenRanges openRanges) {
        return new StepBuilder("prepare-ranges", repository)
                .<ReadRange, PreparedShare>chunk(1)
                .transactionManager(transactions)
                .reader(openRanges)
                .processor(read -> current.session().prepare(read))
                .writer(prepared -> prepared.forEach(range -> current.session().store(range)))
                .interruptionPolicy(this::stopBetweenRanges)
                .allowStartIfComplete(true)
                .build();
    }

    @Bean
    @StepScope
    OpenRanges openRanges(@Value("#{stepExecution.stepName}") String worker) {
        return new OpenRanges(current, Integer.parseInt(worker.substring(worker.lastIndexOf(SHARE) + SHARE.length())));
    }

    /**
     * Spreads ranges over the source's partitions by number, unless other machines work on them. A worker reads its share off its
     * name: what Batch keeps beside an execution is written in a second step, and is missing when a process died in between.
     */
    private Partitioner shares() {
        return gridSize -> {
            if (current.session().isHandedOut()) {
                return Map.of(WORKERS, new ExecutionContext());
            }
            Map<String, ExecutionContext> shares = new HashMap<>();
            for (int share = 0; share < current.session().partitions(); share++) {
                shares.put(SHARE + share, new ExecutionContext());
            }
            return shares;
        };
    }

    /** One share needs no thread beside the night's own. */
    private void spread(Runnable share) {
        if (current.session().partitions() == 1) {
            share.run();
        } else {
            threads.execute(share);
        }
    }

    @FunctionalInterface
    private interface Work {
        StepOutcome on(RunSession session);
    }

    private Step once(String name, Work work) {
        return step(name, work, false);
    }

    private Step whatIsLeft(String name, Work work) {
        return step(name, work, true);
    }

    /** A step whose work commits for itself: what crosses a wire must not hang in a transaction. */
    private Step step(String name, Work work, boolean againWhenContinued) {
        Tasklet tasklet = (contribution, context) -> {
            StepOutcome outcome = current.session().record(workOn(current.session(), work));
            contribution.setExitStatus(outcome.goesOn() ? ExitStatus.COMPLETED : new ExitStatus(STOPPED));
            return RepeatStatus.FINISHED;
        };
        return new StepBuilder(name, repository)
                .tasklet(tasklet, transactions)
                .transactionAttribute(new DefaultTransactionAttribute(TransactionDefinition.PROPAGATION_NOT_SUPPORTED))
                .allowStartIfComplete(againWhenContinued)
                .build();
    }

    private static StepOutcome workOn(RunSession session, Work work) {
        try {
            session.goOn();
            return work.on(session);
        } catch (Pauses.StoppedException e) {
            return StepOutcome.stop(ExitCode.STOPPED, Endings.ASKED_TO_STOP, null);
        }
    }

    /** A range that was begun is stored; between two of them the step can be stopped. */
    private void stopBetweenRanges(StepExecution worker) throws JobInterruptedException {
        try {
            current.session().goOn();
        } catch (Pauses.StoppedException e) {
            worker.setTerminateOnly();
            throw new JobInterruptedException(Endings.ASKED_TO_STOP);
        }
    }

    /** One step after the other; a step that stops cleanly stops the job, so that it can be continued. */
    private Job inOrder(List<Step> steps) {
        FlowBuilder<FlowJobBuilder> flow = new JobBuilder(SUBMISSION, repository)
                .start(steps.get(0))
                .on(STOPPED)
                .stop();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            flow.from(step).on(STOPPED).stop();
            if (i + 1 < steps.size()) {
                flow.from(step).on(ExitStatus.COMPLETED.getExitCode()).to(steps.get(i + 1));
            } else {
                flow.from(step).on(ExitStatus.COMPLETED.getExitCode()).end();
            }
            flow.from(step).on("*").fail();
        }
        return flow.end().build();
    }
}
