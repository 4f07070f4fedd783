-- Lines about no client, about entries, and of these deeds only: what a practice asks its new
-- clients is said of an organization, too, and is not the directory's.
CREATE POLICY ledger_entry_directory_select ON ledger_entry FOR SELECT TO web
    USING ((SELECT acting_is_directory_admin()) AND client IS NULL
           AND subject_type IN ('providers.provider', 'providers.organization',
                                'providers.membership')
           AND verb IN ('provider_added', 'provider_changed', 'provider_activated',
                        'provider_suspended', 'provider_reinstated', 'organization_added',
                        'organization_changed', 'organization_deactivated',
                        'organization_reactivated', 'membership_started', 'membership_ended'));
