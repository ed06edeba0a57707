-- Tables of an Apache Fineract tenant as they stood early in 2013, for exactly the columns of the CSV files beside this one (an unquoted
-- empty value is null). Runs on PostgreSQL and H2. Source, licence and figures: README.md.

CREATE TABLE m_office (
    id                                         bigint NOT NULL,
    parent_id                                  bigint,
    hierarchy                                  varchar(100),
    external_id                                varchar(100),
    name                                       varchar(50) NOT NULL,
    opening_date                               date NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE m_code (
    id                                         integer NOT NULL,
    code_name                                  varchar(100),
    is_system_defined                          smallint NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE m_code_value (
    id                                         integer NOT NULL,
    code_id                                    integer NOT NULL,
    code_value                                 varchar(100),
    order_position                             integer NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (code_id) REFERENCES m_code(id)
);

CREATE TABLE m_currency (
    id                                         bigint NOT NULL,
    code                                       varchar(3) NOT NULL,
    decimal_places                             smallint NOT NULL,
    display_symbol                             varchar(10),
    name                                       varchar(50) NOT NULL,
    internationalized_name_code                varchar(50) NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE m_fund (
    id                                         bigint NOT NULL,
    name                                       varchar(255),
    external_id                                varchar(100),
    PRIMARY KEY (id)
);

CREATE TABLE m_staff (
    id                                         bigint NOT NULL,
    is_loan_officer                            smallint NOT NULL,
    office_id                                  bigint,
    firstname                                  varchar(50),
    lastname                                   varchar(50),
    display_name                               varchar(100) NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (office_id) REFERENCES m_office(id)
);

CREATE TABLE m_client (
    id                                         bigint NOT NULL,
    account_no                                 varchar(20) NOT NULL,
    office_id                                  bigint NOT NULL,
    external_id                                varchar(100),
    firstname                                  varchar(50),
    middlename                                 varchar(50),
    lastname                                   varchar(50),
    fullname                                   varchar(100),
    display_name                               varchar(100) NOT NULL,
    image_key                                  varchar(500),
    joined_date                                date,
    is_deleted                                 smallint NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (office_id) REFERENCES m_office(id)
);

CREATE TABLE m_client_identifier (
    id                                         bigint NOT NULL,
    client_id                                  bigint NOT NULL,
    document_type_id                           integer NOT NULL,
    document_key                               varchar(50) NOT NULL,
    description                                varchar(500),
    createdby_id                               bigint,
    lastmodifiedby_id                          bigint,
    created_date                               timestamp,
    lastmodified_date                          timestamp,
    PRIMARY KEY (id),
    FOREIGN KEY (client_id) REFERENCES m_client(id),
    FOREIGN KEY (document_type_id) REFERENCES m_code_value(id)
);

CREATE TABLE m_group (
    id                                         bigint NOT NULL,
    office_id                                  bigint NOT NULL,
    name                                       varchar(100),
    external_id                                varchar(100),
    is_deleted                                 smallint NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (office_id) REFERENCES m_office(id)
);

CREATE TABLE m_group_client (
    group_id                                   bigint NOT NULL,
    client_id                                  bigint NOT NULL,
    PRIMARY KEY (group_id, client_id),
    FOREIGN KEY (group_id) REFERENCES m_group(id),
    FOREIGN KEY (client_id) REFERENCES m_client(id)
);

CREATE TABLE m_charge (
    id                                         bigint NOT NULL,
    name                                       varchar(100),
    currency_code                              varchar(3) NOT NULL,
    charge_applies_to_enum                     smallint NOT NULL,
    charge_time_enum                           smallint NOT NULL,
    charge_calculation_enum                    smallint NOT NULL,
    amount                                     numeric(19,6) NOT NULL,
    is_penalty                                 smallint NOT NULL,
    is_active                                  smallint NOT NULL,
    is_deleted                                 smallint NOT NULL,
    PRIMARY KEY (id)
);

CREATE TABLE m_product_loan (
    id                                         bigint NOT NULL,
    currency_code                              varchar(3) NOT NULL,
    currency_digits                            smallint NOT NULL,
    principal_amount                           numeric(19,6) NOT NULL,
    arrearstolerance_amount                    numeric(19,6),
    name                                       varchar(100) NOT NULL,
    description                                varchar(500),
    fund_id                                    bigint,
    nominal_interest_rate_per_period           numeric(19,6) NOT NULL,
    interest_period_frequency_enum             smallint NOT NULL,
    annual_nominal_interest_rate               numeric(19,6) NOT NULL,
    interest_method_enum                       smallint NOT NULL,
    interest_calculated_in_period_enum         smallint NOT NULL,
    repay_every                                smallint NOT NULL,
    repayment_period_frequency_enum            smallint NOT NULL,
    number_of_repayments                       smallint NOT NULL,
    amortization_method_enum                   smallint NOT NULL,
    accounting_type                            smallint NOT NULL,
    loan_transaction_strategy_id               bigint,
    PRIMARY KEY (id),
    FOREIGN KEY (fund_id) REFERENCES m_fund(id)
);

CREATE TABLE m_product_loan_charge (
    product_loan_id                            bigint NOT NULL,
    charge_id                                  bigint NOT NULL,
    PRIMARY KEY (product_loan_id, charge_id),
    FOREIGN KEY (product_loan_id) REFERENCES m_product_loan(id),
    FOREIGN KEY (charge_id) REFERENCES m_charge(id)
);

CREATE TABLE m_loan (
    id                                         bigint NOT NULL,
    account_no                                 varchar(20) NOT NULL,
    external_id                                varchar(100),
    client_id                                  bigint,
    group_id                                   bigint,
    product_id                                 bigint,
    fund_id                                    bigint,
    loan_officer_id                            bigint,
    guarantor_id                               bigint,
    loan_status_id                             smallint NOT NULL,
    currency_code                              varchar(3) NOT NULL,
    currency_digits                            smallint NOT NULL,
    principal_amount                           numeric(19,6) NOT NULL,
    arrearstolerance_amount                    numeric(19,6),
    nominal_interest_rate_per_period           numeric(19,6) NOT NULL,
    interest_period_frequency_enum             smallint NOT NULL,
    annual_nominal_interest_rate               numeric(19,6) NOT NULL,
    interest_method_enum                       smallint NOT NULL,
    interest_calculated_in_period_enum         smallint NOT NULL,
    term_frequency                             smallint NOT NULL,
    term_period_frequency_enum                 smallint NOT NULL,
    repay_every                                smallint NOT NULL,
    repayment_period_frequency_enum            smallint NOT NULL,
    number_of_repayments                       smallint NOT NULL,
    amortization_method_enum                   smallint NOT NULL,
    total_charges_due_at_disbursement_derived  numeric(19,6),
    submittedon_date                           timestamp,
    approvedon_date                            timestamp,
    expected_disbursedon_date                  date,
    expected_firstrepaymenton_date             date,
    interest_calculated_from_date              date,
    disbursedon_date                           date,
    expected_maturedon_date                    date,
    maturedon_date                             date,
    closedon_date                              timestamp,
    rejectedon_date                            timestamp,
    rescheduledon_date                         timestamp,
    withdrawnon_date                           timestamp,
    writtenoffon_date                          timestamp,
    createdby_id                               bigint,
    created_date                               timestamp,
    lastmodified_date                          timestamp,
    lastmodifiedby_id                          bigint,
    loan_transaction_strategy_id               bigint,
    PRIMARY KEY (id),
    FOREIGN KEY (client_id) REFERENCES m_client(id),
    FOREIGN KEY (group_id) REFERENCES m_group(id),
    FOREIGN KEY (product_id) REFERENCES m_product_loan(id),
    FOREIGN KEY (fund_id) REFERENCES m_fund(id),
    FOREIGN KEY (loan_officer_id) REFERENCES m_staff(id)
);

CREATE TABLE m_loan_charge (
    id                                         bigint NOT NULL,
    loan_id                                    bigint NOT NULL,
    charge_id                                  bigint NOT NULL,
    is_penalty                                 smallint NOT NULL,
    charge_time_enum                           smallint NOT NULL,
    due_for_collection_as_of_date              date,
    charge_calculation_enum                    smallint NOT NULL,
    calculation_percentage                     numeric(19,6),
    calculation_on_amount                      numeric(19,6),
    amount                                     numeric(19,6) NOT NULL,
    amount_paid_derived                        numeric(19,6),
    amount_waived_derived                      numeric(19,6),
    amount_writtenoff_derived                  numeric(19,6),
    amount_outstanding_derived                 numeric(19,6) NOT NULL,
    is_paid_derived                            smallint NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY (loan_id) REFERENCES m_loan(id),
    FOREIGN KEY (charge_id) REFERENCES m_charge(id)
);

CREATE TABLE m_loan_repayment_schedule (
    id                                         bigint NOT NULL,
    loan_id                                    bigint NOT NULL,
    fromdate                                   date,
    duedate                                    date NOT NULL,
    installment                                smallint NOT NULL,
    principal_amount                           numeric(19,6),
    principal_completed_derived                numeric(19,6),
    principal_writtenoff_derived               numeric(19,6),
    interest_amount                            numeric(19,6),
    interest_completed_derived                 numeric(19,6),
    interest_writtenoff_derived                numeric(19,6),
    fee_charges_amount                         numeric(19,6),
    fee_charges_completed_derived              numeric(19,6),
    fee_charges_writtenoff_derived             numeric(19,6),
    fee_charges_waived_derived                 numeric(19,6),
    penalty_charges_amount                     numeric(19,6),
    penalty_charges_completed_derived          numeric(19,6),
    penalty_charges_writtenoff_derived         numeric(19,6),
    penalty_charges_waived_derived             numeric(19,6),
    completed_derived                          smallint NOT NULL,
    createdby_id                               bigint,
    created_date                               timestamp,
    lastmodified_date                          timestamp,
    lastmodifiedby_id                          bigint,
    interest_waived_derived                    numeric(19,6),
    PRIMARY KEY (id),
    FOREIGN KEY (loan_id) REFERENCES m_loan(id)
);

CREATE TABLE m_loan_transaction (
    id                                         bigint NOT NULL,
    loan_id                                    bigint NOT NULL,
    transaction_type_enum                      smallint NOT NULL,
    contra_id                                  bigint,
    transaction_date                           date NOT NULL,
    amount                                     numeric(19,6) NOT NULL,
    createdby_id                               bigint,
    created_date                               timestamp,
    lastmodified_date                          timestamp,
    lastmodifiedby_id                          bigint,
    principal_portion_derived                  numeric(19,6),
    interest_portion_derived                   numeric(19,6),
    fee_charges_portion_derived                numeric(19,6),
    penalty_charges_portion_derived            numeric(19,6),
    PRIMARY KEY (id),
    FOREIGN KEY (loan_id) REFERENCES m_loan(id)
);

CREATE TABLE m_loan_officer_assignment_history (
    id                                         bigint NOT NULL,
    loan_id                                    bigint NOT NULL,
    loan_officer_id                            bigint,
    start_date                                 date NOT NULL,
    end_date                                   date,
    createdby_id                               bigint,
    created_date                               timestamp,
    lastmodified_date                          timestamp,
    lastmodifiedby_id                          bigint,
    PRIMARY KEY (id),
    FOREIGN KEY (loan_id) REFERENCES m_loan(id),
    FOREIGN KEY (loan_officer_id) REFERENCES m_staff(id)
);

CREATE TABLE m_guarantor (
    id                                         bigint NOT NULL,
    loan_id                                    bigint NOT NULL,
    type_enum                                  smallint NOT NULL,
    entity_id                                  bigint,
    firstname                                  varchar(50),
    lastname                                   varchar(50),
    dob                                        date,
    address_line_1                             varchar(500),
    address_line_2                             varchar(500),
    city                                       varchar(50),
    state                                      varchar(50),
    country                                    varchar(50),
    zip                                        varchar(20),
    house_phone_number                         varchar(20),
    mobile_number                              varchar(20),
    comment                                    varchar(500),
    PRIMARY KEY (id),
    FOREIGN KEY (loan_id) REFERENCES m_loan(id)
);

CREATE TABLE r_enum_value (
    enum_name                                  varchar(100) NOT NULL,
    enum_id                                    integer NOT NULL,
    enum_message_property                      varchar(100) NOT NULL,
    enum_value                                 varchar(100) NOT NULL,
    PRIMARY KEY (enum_name, enum_id)
);

CREATE TABLE ref_loan_transaction_processing_strategy (
    id                                         bigint NOT NULL,
    code                                       varchar(100),
    name                                       varchar(255),
    createdby_id                               bigint,
    created_date                               timestamp,
    lastmodifiedby_id                          bigint,
    lastmodified_date                          timestamp,
    PRIMARY KEY (id)
);
