-- Below, what the page of what needs a look is read from: each list by name, without the rest.
CREATE INDEX provider_without_npi ON providers_provider (name, id)
    WHERE npi = '' AND standing <> 'suspended';
CREATE INDEX provider_with_dead_npi ON providers_provider (name, id)
    WHERE npi_deactivated_on IS NOT NULL;
CREATE INDEX provider_without_account ON providers_provider (name, id) WHERE user_id IS NULL;
CREATE INDEX provider_with_said_phone ON providers_provider (name, id) WHERE said_phone <> '';
CREATE INDEX provider_by_last_look ON providers_provider (kept_at);

DROP POLICY ledger_entry_directory_select ON ledger_entry;
CREATE POLICY ledger_entry_directory_select ON ledger_entry FOR SELECT TO web
    USING ((SELECT acting_is_directory_admin()) AND client IS NULL
           AND subject_type IN ('providers.provider', 'providers.organization',
                                'providers.membership')
           AND verb IN ('provider_added', 'provider_changed', 'provider_activated',
                        'provider_suspended', 'provider_reinstated', 'organization_added',
                        'organization_changed', 'organization_deactivated',
                        'organization_reactivated', 'membership_started', 'membership_ended',
                        'practice_admin_named', 'practice_admin_ended', 'entry_confirmed'));
