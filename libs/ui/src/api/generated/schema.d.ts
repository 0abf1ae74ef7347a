export interface paths {
  '/api/v1/access/difference': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What people would gain and lose with another user type
     * @description For admin.
     */
    post: operations['Access_compare'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/access/explain': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Why somebody may or may not do something; stands in the access log of whom it is about
     * @description For admin.
     */
    post: operations['Access_explain'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/access/matrix': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who may do what with which table, and on which condition
     * @description For admin.
     */
    get: operations['Access_showMatrix'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/activity-types': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Activities whose energy is worked out when it is not told, with their MET and its source; always one page
     * @description For anybody signed in.
     */
    get: operations['ActivityType_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/api-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * API keys, newest first: an admin sees all, a developer their own
     * @description For admin, developer.
     */
    get: operations['ApiKey_list'];
    put?: never;
    /**
     * Make an API key that acts for me
     * @description For admin, developer.
     */
    post: operations['ApiKey_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/api-keys/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Revoke an API key, at once and on every host
     * @description For admin, developer.
     */
    delete: operations['ApiKey_revoke'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit-events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who did what with whose data, newest first
     * @description For admin.
     */
    get: operations['Audit_events'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/break-glass': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Records opened in emergencies, newest first: mine and those of my record; all of them for an admin
     * @description For anybody signed in.
     */
    get: operations['BreakGlass_list'];
    put?: never;
    /**
     * Open one patient’s record in an emergency, for at most an hour; the patient is told at once
     * @description For provider, admin.
     */
    post: operations['BreakGlass_open'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/break-glass/{id}/end': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Close a record before its time
     * @description For provider, admin.
     */
    post: operations['BreakGlass_end'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/break-glass/{id}/review': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Say whether it was an emergency; another admin than the one who opened the record does, within 72 hours
     * @description For admin.
     */
    post: operations['BreakGlass_review'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/break-glass/restorations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Give somebody the right to break glass back after an unjustified use
     * @description For admin.
     */
    post: operations['BreakGlass_restore'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/care-team-members': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The care teams the caller is in or invited to, newest first; all of them for an admin
     * @description For patient, provider, admin.
     */
    get: operations['CareTeamMembers_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/conditions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The catalogue of conditions, or those that match a search, by code
     * @description For anybody signed in.
     */
    get: operations['Condition_list'];
    put?: never;
    /**
     * Add a condition to the catalogue
     * @description For admin.
     */
    post: operations['Condition_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/conditions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A condition of the catalogue
     * @description For anybody signed in.
     */
    get: operations['Condition_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change a condition of the catalogue
     * @description For admin.
     */
    patch: operations['Condition_update'];
    trace?: never;
  };
  '/api/v1/consent-texts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What people are asked to agree to, every version, newest first; the highest of a purpose is in force
     * @description For anybody signed in.
     */
    get: operations['ConsentText_list'];
    put?: never;
    /**
     * Publish the next version of a text, or the version in force in another language; a published text never changes
     * @description For admin.
     */
    post: operations['ConsentText_publish'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/delegations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * For whom I act and who acts for me, newest first; everybody’s for an admin
     * @description For anybody signed in.
     */
    get: operations['Delegation_list'];
    put?: never;
    /**
     * Propose, having seen the papers, that a guardian acts for a patient; the guardian has to accept
     * @description For admin.
     */
    post: operations['Delegation_propose'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/delegations/{id}/accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Accept to act for a patient
     * @description For patient, provider.
     */
    post: operations['Delegation_accept'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/delegations/{id}/end': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * End a delegation, as either side or as an admin
     * @description For anybody signed in.
     */
    post: operations['Delegation_end'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/foods': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Reference foods and the caller’s own: those that match a search, own ones first, or all by name
     * @description For anybody signed in.
     */
    get: operations['Food_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/foods/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A food, with its nutrients per 100 g and its portions
     * @description For anybody signed in.
     */
    get: operations['Food_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/invitations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Invitations, newest first: an admin sees all, a provider their own
     * @description For admin, provider.
     */
    get: operations['Invitation_list'];
    put?: never;
    /**
     * Invite somebody: an admin anybody, a provider patients
     * @description For admin, provider.
     */
    post: operations['Invitation_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/invitations/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Take an invitation back
     * @description For admin, provider.
     */
    delete: operations['Invitation_revoke'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/invitations/accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What an invitation is for
     * @description For anybody: who is invited has no account yet; the token is the proof
     */
    get: operations['Invitation_find'];
    put?: never;
    /**
     * Register by invitation; signs in
     * @description For anybody: who is invited has no account yet; the token is the proof
     */
    post: operations['Invitation_accept'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/jobs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Background work that I asked for, newest first
     * @description For anybody signed in.
     */
    get: operations['Job_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/jobs/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One of my jobs: how far it is and, when it is over, what came of it
     * @description For anybody signed in.
     */
    get: operations['Job_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/jobs/{id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel one of my jobs that is not over
     * @description For anybody signed in.
     */
    post: operations['Job_cancel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/learning-resources': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Learning resources, newest first.
     * @description For anybody signed in.
     */
    get: operations['LearningResource_list'];
    put?: never;
    /**
     * Offers a learning resource. The same Idempotency-Key again answers with the row it made.
     * @description For admin, provider.
     */
    post: operations['LearningResource_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/learning-resources/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One learning resource.
     * @description For anybody signed in.
     */
    get: operations['LearningResource_get'];
    put?: never;
    post?: never;
    /**
     * Deletes a learning resource of your own, and everybody’s progress with it.
     * @description For admin, provider.
     */
    delete: operations['LearningResource_remove'];
    options?: never;
    head?: never;
    /**
     * Changes a learning resource of your own.
     * @description For admin, provider.
     */
    patch: operations['LearningResource_update'];
    trace?: never;
  };
  '/api/v1/legacy-user-types': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What people were called in the system that the instance was adopted from, and what was approved for them
     * @description For admin.
     */
    get: operations['LegacyUserType_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/legacy-user-types/{name}/approval': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Approve what they gain; where two admins are needed, ask for it or approve what another one asked for
     * @description For admin.
     */
    post: operations['LegacyUserType_approve'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/legacy-user-types/{name}/difference': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * What everybody who was called so would gain and lose with a user type
     * @description For admin.
     */
    post: operations['LegacyUserType_compare'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/lots': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Lots, newest first
     * @description For admin, provider.
     */
    get: operations['Lot_list'];
    put?: never;
    /**
     * A lot came in
     * @description For admin.
     */
    post: operations['Lot_receive'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/lots/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A lot
     * @description For admin, provider.
     */
    get: operations['Lot_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Corrects what is known of a lot. If-Match refuses the change of a row that has changed since.
     * @description For admin.
     */
    patch: operations['Lot_change'];
    trace?: never;
  };
  '/api/v1/lots/{id}/holds': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Why a lot is, or was, not to be sold, newest first
     * @description For admin, provider.
     */
    get: operations['Lot_listHolds'];
    put?: never;
    /**
     * From now on nothing of the lot is sold or sent. Answers with who has it.
     * @description For admin.
     */
    post: operations['LotTrace_hold'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/lots/{id}/holds/{holdId}/release': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Releases a hold; the lot is sold again when it was the last one
     * @description For admin.
     */
    post: operations['Lot_release'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/lots/{id}/movements': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The stock book of a lot: what came in and went other than by orders, newest first
     * @description For admin.
     */
    get: operations['Lot_listMovements'];
    put?: never;
    /**
     * Writes into the stock book; the lot has so many units more or fewer
     * @description For admin.
     */
    post: operations['Lot_move'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/lots/{id}/trace': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Where a lot is from, what of it is left, which orders are to be stopped, who has it, and what was measured and happened after they first used it: over everybody in numbers that tell of nobody, and row by row of patients whose record is open to me. At most 200 rows each, the newest.
     * @description For admin, provider.
     */
    get: operations['LotTrace_trace'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/modules': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Every loaded module, and those with an activation whose code is not loaded; always one page
     * @description For admin.
     */
    get: operations['Modules_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/modules/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One module; the ETag is its activation’s
     * @description For admin.
     */
    get: operations['Modules_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/modules/{name}/activation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Switch a module, or change when and for whom it is on; in force in every host within a second
     * @description For admin.
     */
    patch: operations['Modules_change'];
    trace?: never;
  };
  '/api/v1/network-config': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The instance’s part in the research network
     * @description For admin.
     */
    get: operations['NetworkConfig_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change the instance’s part in the research network
     * @description For admin.
     */
    patch: operations['NetworkConfig_change'];
    trace?: never;
  };
  '/api/v1/notifications': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What I was told, newest first: who opened my record, what changed in my rights
     * @description For anybody signed in.
     */
    get: operations['Notification_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/notifications/{id}/read': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * I have read it
     * @description For anybody signed in.
     */
    post: operations['Notification_read'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/order-reviews': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Orders of my patients that wait for a review, newest first
     * @description For provider.
     */
    get: operations['OrderReview_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/order-reviews/{id}/approve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Lets the order go on; what is sold on prescription is filled on the patient’s prescriptions
     * @description For provider.
     */
    post: operations['OrderReview_approve'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/order-reviews/{id}/reject': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancels the order; its units can be sold again, and the patient is told why
     * @description For provider.
     */
    post: operations['OrderReview_reject'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/orders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * All orders, newest first
     * @description For admin.
     */
    get: operations['Order_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/orders/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * An order, with its lines, lots and addresses
     * @description For admin.
     */
    get: operations['Order_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/orders/{id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancels an order that has not left; its units can be sold again, and the patient is told
     * @description For admin.
     */
    post: operations['Order_cancel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/orders/{id}/deliver': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The order has arrived
     * @description For admin.
     */
    post: operations['Order_deliver'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/orders/{id}/payment/paid': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The invoice of the order was paid; answers with the payments of the order. Again: nothing more.
     * @description For admin.
     */
    post: operations['OrderPayment_paid'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/orders/{id}/payments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The payments of an order, newest first, and what was given back
     * @description For admin.
     */
    get: operations['OrderPayment_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/orders/{id}/reallocate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Gives an order that has not left other lots in place of those that are held or expired
     * @description For admin.
     */
    post: operations['Order_reallocate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/orders/{id}/refunds': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Gives money back, all that is left if no amount is named; answers with the payment. By Stripe, the refund is pending until Stripe says otherwise. The same Idempotency-Key again is the same refund.
     * @description For admin.
     */
    post: operations['OrderPayment_refund'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/orders/{id}/return': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The order has come back; its units are sold again only if restock says so
     * @description For admin.
     */
    post: operations['Order_takeBack'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/orders/{id}/ship': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The paid order has left. Refused while one of its lots is held or expired, or a prescription was withdrawn.
     * @description For admin.
     */
    post: operations['Order_ship'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Patients, newest first: for a provider those in care, for a patient themself
     * @description For admin, provider, patient.
     */
    get: operations['Profile_listPatients'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who a patient is
     * @description For admin, provider, patient.
     */
    get: operations['Profile_getPatient'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/access-log': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who read or changed something about me, when and why they could, newest first
     * @description For patient.
     */
    get: operations['Audit_accessLog'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/activity-log': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The patient’s activity log entries, newest first.
     * @description For patient, provider, admin.
     */
    get: operations['ActivityLog_list'];
    put?: never;
    /**
     * Adds one activity log entry. The same Idempotency-Key again answers with the row it made.
     * @description For patient.
     */
    post: operations['ActivityLog_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/activity-log/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One activity log entry.
     * @description For patient, provider, admin.
     */
    get: operations['ActivityLog_get'];
    put?: never;
    post?: never;
    /**
     * Deletes one activity log entry.
     * @description For patient.
     */
    delete: operations['ActivityLog_remove'];
    options?: never;
    head?: never;
    /**
     * Changes one activity log entry. If-Match refuses the change of a row that has changed since.
     * @description For patient.
     */
    patch: operations['ActivityLog_update'];
    trace?: never;
  };
  '/api/v1/patients/{patientId}/activity-log/{id}/versions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What a activity log entry was before it was corrected or deleted, newest first; always one page
     * @description For patient, provider, admin.
     */
    get: operations['ActivityLogVersions_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/care-team': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The care team of a patient, with invitations and past members, newest first
     * @description For patient, provider, admin.
     */
    get: operations['CareTeam_list'];
    put?: never;
    /**
     * Invite a provider (as the patient) or assign one (as an admin); the other side has to accept
     * @description For patient, admin.
     */
    post: operations['CareTeam_invite'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/care-team/{id}/accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Accept an invitation that waits for the caller
     * @description For patient, provider.
     */
    post: operations['CareTeam_accept'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/care-team/{id}/end': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * End a membership, or decline or withdraw an invitation
     * @description For patient, provider, admin.
     */
    post: operations['CareTeam_end'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/cart': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * My cart, with the prices of now and what stands in the way
     * @description For patient.
     */
    get: operations['Cart_read'];
    put?: never;
    post?: never;
    /**
     * Empties my cart
     * @description For patient.
     */
    delete: operations['Cart_empty'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/cart/{productId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * How many units of a product are in my cart
     * @description For patient.
     */
    put: operations['Cart_put'];
    post?: never;
    /**
     * Takes a product out of my cart
     * @description For patient.
     */
    delete: operations['Cart_takeOut'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/condition-events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The patient’s condition events, newest first.
     * @description For patient, provider, admin.
     */
    get: operations['ConditionEvent_list'];
    put?: never;
    /**
     * Adds one condition event. The same Idempotency-Key again answers with the row it made.
     * @description For patient, provider.
     */
    post: operations['ConditionEvent_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/condition-events/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One condition event.
     * @description For patient, provider, admin.
     */
    get: operations['ConditionEvent_get'];
    put?: never;
    post?: never;
    /**
     * Deletes one condition event.
     * @description For patient, provider.
     */
    delete: operations['ConditionEvent_remove'];
    options?: never;
    head?: never;
    /**
     * Changes one condition event. If-Match refuses the change of a row that has changed since.
     * @description For patient, provider.
     */
    patch: operations['ConditionEvent_update'];
    trace?: never;
  };
  '/api/v1/patients/{patientId}/condition-events/{id}/versions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What a condition event was before it was corrected or deleted, newest first; always one page
     * @description For patient, provider, admin.
     */
    get: operations['ConditionEventVersions_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/conditions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The patient’s conditions, newest first.
     * @description For patient, provider, admin.
     */
    get: operations['PatientCondition_list'];
    put?: never;
    /**
     * Adds one condition of the patient. The same Idempotency-Key again answers with the row it made.
     * @description For patient, provider.
     */
    post: operations['PatientCondition_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/conditions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One condition of the patient.
     * @description For patient, provider, admin.
     */
    get: operations['PatientCondition_get'];
    put?: never;
    post?: never;
    /**
     * Deletes one condition of the patient.
     * @description For patient, provider.
     */
    delete: operations['PatientCondition_remove'];
    options?: never;
    head?: never;
    /**
     * Changes one condition of the patient. If-Match refuses the change of a row that has changed since.
     * @description For patient, provider.
     */
    patch: operations['PatientCondition_update'];
    trace?: never;
  };
  '/api/v1/patients/{patientId}/conditions/{id}/versions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What a condition was before it was corrected or deleted, newest first; always one page
     * @description For patient, provider, admin.
     */
    get: operations['PatientConditionVersions_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/consents': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What a patient agrees to, and agreed to before, newest first; for the patient and the care team
     * @description For patient, provider.
     */
    get: operations['PatientConsent_list'];
    put?: never;
    /**
     * Agree to the text in force, in person; consent to an older text of the same purpose ends with that
     * @description For patient.
     */
    post: operations['PatientConsent_give'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/consents/withdraw': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Withdraw consent to a purpose; what rests on it is closed at once, open sessions and tokens included
     * @description For patient.
     */
    post: operations['PatientConsent_withdraw'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/daily-values': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What a variable was day by day, merged over its sources, in the patient’s own days
     * @description For patient, provider, admin.
     */
    get: operations['DailyValues_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/erasure': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What I last asked for about my erasure.
     * @description For patient.
     */
    get: operations['Erasure_latest'];
    put?: never;
    /**
     * Asks that everything about me is erased: who I am is pseudonymised, my record is deleted, I can no longer sign in. Done in the background at dueAt; until then it can be withdrawn.
     * @description For patient.
     */
    post: operations['Erasure_request'];
    /**
     * Withdraws it, while it is not done.
     * @description For patient.
     */
    delete: operations['Erasure_withdraw'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/exports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The patient’s exports, newest first.
     * @description For patient.
     */
    get: operations['DataExport_list'];
    put?: never;
    /**
     * Asks for a file with everything that the instance holds about the patient, of all modules. It is made in the background: the job tells how far it is. One at a time. The same Idempotency-Key again answers with the export it made.
     * @description For patient.
     */
    post: operations['DataExport_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/exports/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One export: is its file ready, how large is it, and until when is it kept?
     * @description For patient.
     */
    get: operations['DataExport_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/exports/{id}/file': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The file: a ZIP. Begin with record.json in it, which says what the other files are.
     * @description For patient.
     */
    get: operations['DataExport_download'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/food-favourites': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The patient’s favourite foods and meals, newest first.
     * @description For patient.
     */
    get: operations['FoodFavourite_list'];
    put?: never;
    /**
     * Adds one favourite food or meal. The same Idempotency-Key again answers with the row it made.
     * @description For patient.
     */
    post: operations['FoodFavourite_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/food-favourites/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One favourite food or meal.
     * @description For patient.
     */
    get: operations['FoodFavourite_get'];
    put?: never;
    post?: never;
    /**
     * Deletes one favourite food or meal.
     * @description For patient.
     */
    delete: operations['FoodFavourite_remove'];
    options?: never;
    head?: never;
    /**
     * Changes one favourite food or meal. If-Match refuses the change of a row that has changed since.
     * @description For patient.
     */
    patch: operations['FoodFavourite_update'];
    trace?: never;
  };
  '/api/v1/patients/{patientId}/food-log': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The patient’s food log entries, newest first.
     * @description For patient, provider, admin.
     */
    get: operations['FoodLog_list'];
    put?: never;
    /**
     * Adds one food log entry. The same Idempotency-Key again answers with the row it made.
     * @description For patient.
     */
    post: operations['FoodLog_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/food-log/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One food log entry.
     * @description For patient, provider, admin.
     */
    get: operations['FoodLog_get'];
    put?: never;
    post?: never;
    /**
     * Deletes one food log entry.
     * @description For patient.
     */
    delete: operations['FoodLog_remove'];
    options?: never;
    head?: never;
    /**
     * Changes one food log entry. If-Match refuses the change of a row that has changed since.
     * @description For patient.
     */
    patch: operations['FoodLog_update'];
    trace?: never;
  };
  '/api/v1/patients/{patientId}/food-log/{id}/versions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What a food log entry was before it was corrected or deleted, newest first; always one page
     * @description For patient, provider, admin.
     */
    get: operations['FoodLogVersions_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/food-log/recent': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The foods that the patient noted most often in the last 90 days, as they noted them last
     * @description For patient.
     */
    get: operations['FoodLogMeal_recent'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/food-log/repeat': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Notes the entries of a day, single entries or a favourite once more. All or none are added; the same Idempotency-Key again answers with those it added.
     * @description For patient.
     */
    post: operations['FoodLogMeal_repeat'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/foods': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The patient’s own foods, newest first.
     * @description For patient.
     */
    get: operations['PatientFood_list'];
    put?: never;
    /**
     * Adds one food of their own. The same Idempotency-Key again answers with the row it made.
     * @description For patient.
     */
    post: operations['PatientFood_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/foods/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One food of their own.
     * @description For patient.
     */
    get: operations['PatientFood_get'];
    put?: never;
    post?: never;
    /**
     * Deletes one food of their own.
     * @description For patient.
     */
    delete: operations['PatientFood_remove'];
    options?: never;
    head?: never;
    /**
     * Changes one food of their own. If-Match refuses the change of a row that has changed since.
     * @description For patient.
     */
    patch: operations['PatientFood_update'];
    trace?: never;
  };
  '/api/v1/patients/{patientId}/health-goals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The patient’s health goals, newest first.
     * @description For patient, provider, admin.
     */
    get: operations['HealthGoal_list'];
    put?: never;
    /**
     * Adds one health goal. The same Idempotency-Key again answers with the row it made.
     * @description For patient, provider.
     */
    post: operations['HealthGoal_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/health-goals/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One health goal.
     * @description For patient, provider, admin.
     */
    get: operations['HealthGoal_get'];
    put?: never;
    post?: never;
    /**
     * Deletes one health goal.
     * @description For patient, provider.
     */
    delete: operations['HealthGoal_remove'];
    options?: never;
    head?: never;
    /**
     * Changes one health goal. If-Match refuses the change of a row that has changed since.
     * @description For patient, provider.
     */
    patch: operations['HealthGoal_update'];
    trace?: never;
  };
  '/api/v1/patients/{patientId}/import-sources': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The patient’s import sources, newest first.
     * @description For patient.
     */
    get: operations['ImportSource_list'];
    put?: never;
    /**
     * Adds one import source. The same Idempotency-Key again answers with the row it made.
     * @description For patient.
     */
    post: operations['ImportSource_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/import-sources/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One import source.
     * @description For patient.
     */
    get: operations['ImportSource_get'];
    put?: never;
    post?: never;
    /**
     * Deletes one import source.
     * @description For patient.
     */
    delete: operations['ImportSource_remove'];
    options?: never;
    head?: never;
    /**
     * Changes one import source. If-Match refuses the change of a row that has changed since.
     * @description For patient.
     */
    patch: operations['ImportSource_update'];
    trace?: never;
  };
  '/api/v1/patients/{patientId}/imports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The patient’s imports, newest first, without their reports.
     * @description For patient.
     */
    get: operations['PatientImport_list'];
    put?: never;
    /**
     * Imports a file or a zip of files, whatever it is called: what it is, is told by what is in it. Answers 201 when done within a minute, else 202; with "Prefer: respond-async" 202 at once. The import at Location tells its progress, and what it must be told before it can go on.
     * @description For patient.
     */
    post: operations['PatientImport_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/imports/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One import: its progress, what it asks, and when it is over its report or problem.
     * @description For patient.
     */
    get: operations['PatientImport_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/imports/{id}/answers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Answers what a waiting import asks; it goes on then.
     * @description For patient.
     */
    post: operations['PatientImport_answer'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/imports/{id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancels an import that is not over; what it stored is taken back.
     * @description For patient.
     */
    post: operations['PatientImport_cancel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/imports/{id}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The import as server-sent events: "progress" when something changed, and "end" with all of it when it is over.
     * @description For patient.
     */
    get: operations['PatientImport_follow'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/imports/{id}/problems': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Records that could not be stored, and notes, with file, line and reason, as they stand in the files.
     * @description For patient.
     */
    get: operations['PatientImport_listProblems'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/imports/{id}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Goes on with an import that failed or was interrupted; its file is kept for seven days.
     * @description For patient.
     */
    post: operations['PatientImport_retry'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/imports/{id}/undo': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Takes back what an import stored: rows that it added go, rows that it changed are what they were before.
     * @description For patient.
     */
    post: operations['PatientImport_undo'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/insights': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The patient’s insights, newest first.
     * @description For patient, provider, admin.
     */
    get: operations['Insight_list'];
    put?: never;
    /**
     * Adds one insight. The same Idempotency-Key again answers with the row it made.
     * @description For provider.
     */
    post: operations['Insight_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/insights/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One insight.
     * @description For patient, provider, admin.
     */
    get: operations['Insight_get'];
    put?: never;
    post?: never;
    /**
     * Deletes one insight.
     * @description For provider.
     */
    delete: operations['Insight_remove'];
    options?: never;
    head?: never;
    /**
     * Changes one insight. If-Match refuses the change of a row that has changed since.
     * @description For patient, provider.
     */
    patch: operations['Insight_update'];
    trace?: never;
  };
  '/api/v1/patients/{patientId}/insights/{id}/check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Are the rows and the method that a computed insight rests on the same as when it was computed?
     * @description For patient.
     */
    get: operations['InsightRefresh_check'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/insights/refresh': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Looks anew, in the background, for what stands out in the patient’s days: what goes with what, and trends. One at a time. The job tells how many questions were tried, found, and cannot be told yet.
     * @description For patient.
     */
    post: operations['InsightRefresh_refresh'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/learning': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What the patient can learn from: resources about their own conditions and treatments, those for everybody, and those they have begun, each with their progress; unfinished first; always one page, without the texts
     * @description For patient.
     */
    get: operations['PatientLearning_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/learning-progress': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The patient’s progress with learning resources, newest first.
     * @description For patient.
     */
    get: operations['LearningProgress_list'];
    put?: never;
    /**
     * Adds one progress with a learning resource. The same Idempotency-Key again answers with the row it made.
     * @description For patient.
     */
    post: operations['LearningProgress_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/learning-progress/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One progress with a learning resource.
     * @description For patient.
     */
    get: operations['LearningProgress_get'];
    put?: never;
    post?: never;
    /**
     * Deletes one progress with a learning resource.
     * @description For patient.
     */
    delete: operations['LearningProgress_remove'];
    options?: never;
    head?: never;
    /**
     * Changes one progress with a learning resource. If-Match refuses the change of a row that has changed since.
     * @description For patient.
     */
    patch: operations['LearningProgress_update'];
    trace?: never;
  };
  '/api/v1/patients/{patientId}/measurements': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The patient’s measurements, newest first.
     * @description For patient, provider, admin.
     */
    get: operations['Measurement_list'];
    put?: never;
    /**
     * Adds one measurement. The same Idempotency-Key again answers with the row it made.
     * @description For patient, provider.
     */
    post: operations['Measurement_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/measurements/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One measurement.
     * @description For patient, provider, admin.
     */
    get: operations['Measurement_get'];
    put?: never;
    post?: never;
    /**
     * Deletes one measurement.
     * @description For patient, provider.
     */
    delete: operations['Measurement_remove'];
    options?: never;
    head?: never;
    /**
     * Changes one measurement. If-Match refuses the change of a row that has changed since.
     * @description For patient, provider.
     */
    patch: operations['Measurement_update'];
    trace?: never;
  };
  '/api/v1/patients/{patientId}/measurements/{id}/versions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What a measurement was before it was corrected or deleted, newest first; always one page
     * @description For patient, provider, admin.
     */
    get: operations['MeasurementVersions_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/measurements/{measurementId}/purchase': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Which of my purchases a measurement is of
     * @description For patient.
     */
    get: operations['Purchase_linked'];
    /**
     * Says which of my purchases a measurement is of
     * @description For patient.
     */
    put: operations['Purchase_link'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/measurements/day': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One day of a variable, merged over its sources, by quarters of an hour
     * @description For patient, provider, admin.
     */
    get: operations['DailyValues_day'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/measurements/series': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The values of one variable over time, for a chart: every point, or what happened in equal spans of time
     * @description For patient, provider, admin.
     */
    get: operations['MeasurementSeries_find'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/orders': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The patient’s orders, newest first
     * @description For patient, provider, admin.
     */
    get: operations['PatientOrder_list'];
    put?: never;
    /**
     * Orders the cart, or what is named: prices, prescriptions, stock and lots in one transaction, whole or not at all. What lacks a prescription is held for a review. The same Idempotency-Key again answers with the order it made.
     * @description For patient.
     */
    post: operations['PatientOrder_place'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/orders/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * An order, with its lines and the lots they are of
     * @description For patient, provider, admin.
     */
    get: operations['PatientOrder_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/orders/{id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancels an order that has not left; its units can be sold again
     * @description For patient.
     */
    post: operations['PatientOrder_cancel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/orders/{id}/payment': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Begins the payment of a placed order, or goes on with it: asked twice, it is the same payment. By invoice it answers with the number that the payment names; by Stripe with what the browser confirms the payment with at Stripe, so that card data never comes here.
     * @description For patient.
     */
    post: operations['PatientPayment_begin'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/orders/{id}/received': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The order has arrived
     * @description For patient.
     */
    post: operations['PatientOrder_received'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/payments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What the patient paid, newest first, and what was given back
     * @description For patient, admin.
     */
    get: operations['PatientPayment_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/prescriptions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The patient’s prescriptions, newest first.
     * @description For patient, provider, admin.
     */
    get: operations['Prescription_list'];
    put?: never;
    /**
     * Adds one prescription. The same Idempotency-Key again answers with the row it made.
     * @description For provider.
     */
    post: operations['Prescription_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/prescriptions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One prescription.
     * @description For patient, provider, admin.
     */
    get: operations['Prescription_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Changes one prescription. If-Match refuses the change of a row that has changed since.
     * @description For provider.
     */
    patch: operations['Prescription_update'];
    trace?: never;
  };
  '/api/v1/patients/{patientId}/purchases': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What I bought and have, to say which of it I took: first what goes with a treatment or variable
     * @description For patient.
     */
    get: operations['Purchase_offer'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/recall-notices': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What the patient was told of recalls of what they bought, newest first
     * @description For patient.
     */
    get: operations['RecallNotice_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/recall-notices/{id}/acknowledge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * The patient answers that they know of the recall, and what became of the units; once
     * @description For patient.
     */
    post: operations['RecallNotice_acknowledge'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/source-order': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Which source counts where several told of the same time, and what each told
     * @description For patient.
     */
    get: operations['SourceOrder_find'];
    /**
     * Say which source counts; days are computed again by the new order
     * @description For patient.
     */
    put: operations['SourceOrder_choose'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/time-zones': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Where the patient was, as time zones: they decide which day a measurement without a zone is of
     * @description For patient.
     */
    get: operations['PatientTimeZones_find'];
    /**
     * Say where the patient was: the whole list takes the place of the one before
     * @description For patient.
     */
    put: operations['PatientTimeZones_replace'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/timeline': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What happened to the patient, newest first: symptoms and other events, treatments, food, activities, insights, imports
     * @description For patient, provider, admin.
     */
    get: operations['Timeline_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/treatments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The patient’s treatments, newest first.
     * @description For patient, provider, admin.
     */
    get: operations['PatientTreatment_list'];
    put?: never;
    /**
     * Adds one treatment of the patient. The same Idempotency-Key again answers with the row it made.
     * @description For patient, provider.
     */
    post: operations['PatientTreatment_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/treatments/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * One treatment of the patient.
     * @description For patient, provider, admin.
     */
    get: operations['PatientTreatment_get'];
    put?: never;
    post?: never;
    /**
     * Deletes one treatment of the patient.
     * @description For patient, provider.
     */
    delete: operations['PatientTreatment_remove'];
    options?: never;
    head?: never;
    /**
     * Changes one treatment of the patient. If-Match refuses the change of a row that has changed since.
     * @description For patient, provider.
     */
    patch: operations['PatientTreatment_update'];
    trace?: never;
  };
  '/api/v1/patients/{patientId}/treatments/{id}/versions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What a treatment was before it was corrected or deleted, newest first; always one page
     * @description For patient, provider, admin.
     */
    get: operations['PatientTreatmentVersions_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/trial-enrollments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Trials a patient takes part in or is invited to, newest first
     * @description For patient, provider, admin.
     */
    get: operations['PatientTrialEnrollment_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/variables': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The variables the patient has measurements of, with their count and the newest of them; always one page
     * @description For patient, provider, admin.
     */
    get: operations['PatientVariable_list'];
    put?: never;
    /**
     * Add a variable of the patient alone
     * @description For patient, provider.
     */
    post: operations['PatientVariable_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/patients/{patientId}/variables/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Delete a variable of the patient alone that nothing is measured of
     * @description For patient, provider.
     */
    delete: operations['PatientVariable_remove'];
    options?: never;
    head?: never;
    /**
     * Change a variable of the patient alone
     * @description For patient, provider.
     */
    patch: operations['PatientVariable_update'];
    trace?: never;
  };
  '/api/v1/payment-accounts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * With which accounts at payment providers the instance takes payments; never their secrets
     * @description For admin.
     */
    get: operations['PaymentAccount_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/payment-accounts/stripe': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * The keys of the Stripe account; the secret ones are sealed and never shown again
     * @description For admin.
     */
    put: operations['PaymentAccount_write'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/payment-providers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * How an order can be paid, as its paymentProvider says it: those that are configured
     * @description For patient.
     */
    get: operations['PaymentProvider_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/payments/stripe/webhook': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Where Stripe tells what became of payments and refunds. Each event counts once.
     * @description For a machine of somebody else: Stripe signs what it tells
     */
    post: operations['StripeWebhook_hear'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/products': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What the shop sells, searched and filtered; admins see drafts and what is not sold any more, too
     * @description For anybody signed in.
     */
    get: operations['Product_list'];
    put?: never;
    /**
     * Adds a product, as a draft unless it is said to be active
     * @description For admin.
     */
    post: operations['Product_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/products/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A product, and how many units of it can be ordered now
     * @description For anybody signed in.
     */
    get: operations['Product_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Changes a product. Orders that have it keep what it was called and cost.
     * @description For admin.
     */
    patch: operations['Product_update'];
    trace?: never;
  };
  '/api/v1/products/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Every product with a number that it is ordered by, as a CSV file that POST /products/import takes
     * @description For admin.
     */
    get: operations['Product_export'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/products/facets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Of what the same search and filters find: how many products have which category, manufacturer, dosage form, need a prescription, and are in stock. Counted over 10,000 products when more match.
     * @description For anybody signed in.
     */
    get: operations['Product_facets'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/products/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Adds and changes products by a CSV file in the background, by the number that they are ordered by; the same file again changes nothing. One at a time. The columns are those of the export, and lotCode, lotExpiresOn, lotQuantity and lotSupplier for a lot that comes in.
     * @description For admin.
     */
    post: operations['Product_import'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/profile': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * My own profile
     * @description For anybody signed in.
     */
    get: operations['Profile_own'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change my own profile
     * @description For anybody signed in.
     */
    patch: operations['Profile_change'];
    trace?: never;
  };
  '/api/v1/profile/password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Change my password; every other session of mine ends
     * @description For anybody signed in.
     */
    post: operations['Session_changePassword'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/profiles': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The people of the instance, newest first
     * @description For admin.
     */
    get: operations['Profile_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/recall-matches': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Lots that a recall may mean, newest first
     * @description For admin.
     */
    get: operations['RecallMatch_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/recall-matches/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A match, with what speaks for it and against it, and how many are concerned
     * @description For admin.
     */
    get: operations['RecallMatch_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/recall-matches/{id}/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Decides that the recall means the lot: it stays held, and everybody who bought of it is told
     * @description For admin.
     */
    post: operations['RecallMatch_confirm'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/recall-matches/{id}/reject': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Decides that the recall does not mean the lot: it is sold again when nothing else holds it
     * @description For admin.
     */
    post: operations['RecallMatch_reject'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/recall-matches/{id}/reopen': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Takes back that a match was rejected: the lot is held again, and somebody decides anew
     * @description For admin.
     */
    post: operations['RecallMatch_reopen'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/recalls': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Recalls, those imported last first
     * @description For admin, provider.
     */
    get: operations['Recall_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/recalls/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A recall, with the lots that were read in it
     * @description For admin, provider.
     */
    get: operations['Recall_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/recalls/{id}/completion': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who was told of a recall, and who answered what: counts, and lot by lot
     * @description For admin.
     */
    get: operations['Recall_completion'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/recalls/import': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Imports recall reports in the background: openFDA’s drug enforcement JSON (sent as application/octet-stream), NDJSON, a zip with one JSON file, or the enforcement report in XML. One at a time.
     * @description For admin.
     */
    post: operations['Recall_import'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who am I, and which modules are active for me?
     * @description For anybody signed in.
     */
    get: operations['Session_describe'];
    put?: never;
    /**
     * Sign in; the session is a cookie
     * @description For anybody: this is where people sign in
     */
    post: operations['Session_open'];
    /**
     * Sign out
     * @description For anybody signed in.
     */
    delete: operations['Session_close'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Where I am signed in, newest first
     * @description For anybody signed in.
     */
    get: operations['Session_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sessions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * End one of my sessions
     * @description For anybody signed in.
     */
    delete: operations['Session_end'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/settings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Every declared setting of the loaded modules, with its value and limits; always one page
     * @description For admin.
     */
    get: operations['Settings_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/settings/{module}/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Set a setting; in force in every host within a second
     * @description For admin.
     */
    put: operations['Settings_set'];
    post?: never;
    /**
     * Set a setting back to its default
     * @description For admin.
     */
    delete: operations['Settings_reset'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/stock-check': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Lots whose quantity is not what the stock book and the orders say. There are none, unless something went wrong.
     * @description For admin.
     */
    get: operations['StockCheck_check'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/treatments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The catalogue of treatments, or those that match a search, by name
     * @description For anybody signed in.
     */
    get: operations['Treatment_list'];
    put?: never;
    /**
     * Add a treatment to the catalogue
     * @description For admin.
     */
    post: operations['Treatment_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/treatments/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A treatment of the catalogue
     * @description For anybody signed in.
     */
    get: operations['Treatment_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change a treatment of the catalogue
     * @description For admin.
     */
    patch: operations['Treatment_update'];
    trace?: never;
  };
  '/api/v1/trial-team-members': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The trial teams the caller is in or invited to, newest first
     * @description For provider.
     */
    get: operations['TrialTeamMembers_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trials': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Trials, newest first: their own for research partners, approved ones for providers, open ones for patients
     * @description For research-partner, admin, provider, patient.
     */
    get: operations['Trial_list'];
    put?: never;
    /**
     * Propose a trial; an admin reviews it
     * @description For research-partner.
     */
    post: operations['Trial_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trials/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A trial
     * @description For research-partner, admin, provider, patient.
     */
    get: operations['Trial_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change a trial (as who runs it), or its status (as an admin too)
     * @description For research-partner, admin.
     */
    patch: operations['Trial_update'];
    trace?: never;
  };
  '/api/v1/trials/{trialId}/data-needs': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * What the team of a trial may read of its participants; always one page
     * @description For research-partner, admin, provider, patient.
     */
    get: operations['TrialTeam_listNeeds'];
    /**
     * Say what the team of one’s trial may read of its participants, as long as the trial is not approved
     * @description For research-partner.
     */
    put: operations['TrialTeam_nameNeeds'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trials/{trialId}/enrollments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Enrolments of a trial: of patients in the caller’s care, or the caller’s own
     * @description For provider, patient.
     */
    get: operations['Trial_listEnrollments'];
    put?: never;
    /**
     * Invite a patient in one’s care to a trial that takes participants
     * @description For provider.
     */
    post: operations['Trial_enroll'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trials/{trialId}/enrollments/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change the status of an enrolment: only the patient can agree to it
     * @description For provider, patient.
     */
    patch: operations['Trial_updateEnrollment'];
    trace?: never;
  };
  '/api/v1/trials/{trialId}/team': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * The team of a trial, with invitations and past members, newest first; a provider’s own place; active members for participants
     * @description For research-partner, admin, provider, patient.
     */
    get: operations['TrialTeam_list'];
    put?: never;
    /**
     * Invite a provider into the team of one’s trial; the provider has to accept
     * @description For research-partner.
     */
    post: operations['TrialTeam_invite'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trials/{trialId}/team/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Take a provider out of the team, leave it, or decline or take back an invitation
     * @description For research-partner, provider, admin.
     */
    delete: operations['TrialTeam_end'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/trials/{trialId}/team/{id}/accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Accept an invitation into the team of a trial
     * @description For provider.
     */
    post: operations['TrialTeam_accept'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/units': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Units of measure (UCUM), or those that match a search; always one page
     * @description For anybody signed in.
     */
    get: operations['Unit_find'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/user-type-changes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Who changed whose user type, newest first
     * @description For admin.
     */
    get: operations['UserTypeChange_list'];
    put?: never;
    /**
     * Change the user type of somebody else, at once or, where two admins are needed, when another approves
     * @description For admin.
     */
    post: operations['UserTypeChange_request'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/user-type-changes/{id}/approve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Approve what another admin asked for; a body with a note may be given
     * @description For admin.
     */
    post: operations['UserTypeChange_approve'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/user-type-changes/{id}/refuse': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Refuse what another admin asked for, or take back one’s own request; a body with a note may be given
     * @description For admin.
     */
    post: operations['UserTypeChange_refuse'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/variables': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Variables that can be measured: the shared ones, and those of patients the caller may see
     * @description For anybody signed in.
     */
    get: operations['Variable_list'];
    put?: never;
    /**
     * Add a variable that everybody shares
     * @description For admin.
     */
    post: operations['Variable_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/variables/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * A variable
     * @description For anybody signed in.
     */
    get: operations['Variable_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Change a variable that everybody shares
     * @description For admin.
     */
    patch: operations['Variable_update'];
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    /** Problem */
    Problem: {
      /** @description urn:carenode:error:<code> */
      type: string;
      title: string;
      status: number;
      /** @description Stable and machine-readable */
      code: string;
      /** @description A sentence for a person */
      detail: string;
      errors?: {
        field: string;
        rule: string;
        message: string;
      }[];
      requestId: string;
    };
    /** AccessDifferenceInput */
    AccessDifferenceInput: {
      /** @description Whose rights: profile ids */
      profileIds: string[];
      /**
       * @description The user type they would have
       * @enum {string}
       */
      userType: 'admin' | 'provider' | 'patient' | 'research-partner' | 'developer';
    };
    /** AccessDifference */
    AccessDifference: {
      /** @enum {string} */
      to: 'admin' | 'provider' | 'patient' | 'research-partner' | 'developer';
      people: {
        /** @description Their profile */
        id: string;
        /** @description What they sign in with */
        email: string | null;
        /** @enum {string} */
        from: 'admin' | 'provider' | 'patient' | 'research-partner' | 'developer';
        /** @description What they would gain; a changed condition is gained and lost */
        gained: {
          /** @description verb table, or verb table column */
          name: string;
          /** @enum {string} */
          verb: 'select' | 'insert' | 'update' | 'delete';
          /** @description The table */
          table: string;
          /** @description The column; null: the table */
          column: string | null;
          /** @description For which rows it goes now; null: not at all */
          was: string | null;
          /** @description For which rows it would go; null: not at all */
          becomes: string | null;
        }[];
        /** @description What they would lose */
        lost: {
          /** @description verb table, or verb table column */
          name: string;
          /** @enum {string} */
          verb: 'select' | 'insert' | 'update' | 'delete';
          /** @description The table */
          table: string;
          /** @description The column; null: the table */
          column: string | null;
          /** @description For which rows it goes now; null: not at all */
          was: string | null;
          /** @description For which rows it would go; null: not at all */
          becomes: string | null;
        }[];
        rows: {
          /** @description A table of which they would see other rows */
          table: string;
          /** @description How many they see; null: too many to count */
          now: number | null;
          /** @description How many they would see */
          then: number | null;
        }[];
      }[];
      /** @description Stands for these people, user types, gains and losses */
      fingerprint: string;
    };
    /** AccessQuestionInput */
    AccessQuestionInput: {
      /** @description Whose rights: a profile id, or the e-mail address they sign in with */
      user: string;
      /** @description The table */
      table: string;
      /**
       * Format: uuid
       * @description A row of it; absent: the table as a whole
       */
      row?: string;
      /**
       * @description What with it; select if absent
       * @enum {string}
       */
      verb?: 'select' | 'insert' | 'update' | 'delete';
      /** @description As a token with these scopes, such as user/measurements.rs; absent: in person */
      scopes?: string[];
    };
    /** AccessExplanation */
    AccessExplanation: {
      user: {
        /** @description Their profile */
        id: string;
        /** @enum {string} */
        userType: 'admin' | 'provider' | 'patient' | 'research-partner' | 'developer';
        /** @description What they sign in with */
        email: string | null;
      };
      /** @description The table’s module */
      module: string;
      /** @description The table */
      table: string;
      /** @enum {string} */
      verb: 'select' | 'insert' | 'update' | 'delete';
      /** @description The row; null: the table as a whole */
      row: string | null;
      /** @description The person the row is about */
      about: string | null;
      /** @description What PostgreSQL answered */
      allowed: boolean;
      /** @description The answer in one sentence */
      verdict: string;
      /** @description For select without a row: how many rows they see now */
      rows: number | null;
      factors: {
        /** @enum {string} */
        factor:
          | 'account'
          | 'grant'
          | 'module'
          | 'scopes'
          | 'policy'
          | 'care-team'
          | 'consent'
          | 'trial'
          | 'break-glass'
          | 'delegation';
        /** @description Does it let them? */
        holds: boolean;
        /** @description In one sentence */
        says: string;
      }[];
    };
    /** AccessMatrix */
    AccessMatrix: {
      tables: {
        /** @description The module that owns it */
        module: string;
        /** @description The module’s title */
        title: string;
        /** @description The table */
        table: string;
        /** @enum {string} */
        holds: 'personal' | 'clinical' | 'operational' | 'public';
        /** @description The column with the person a row is about */
        about: string | null;
        gates: {
          scopes: {
            select: string[];
            insert: string[];
            update: string[];
            delete: string[];
          };
          /** @description The optional module that must be active for the caller */
          moduleActive: string | null;
        };
        /** @description What erasing the person does with the row */
        erasure: string;
        guarded: {
          /** @description A privileged column */
          column: string;
          /** @description The one way in which it changes */
          way: string;
        }[];
        audit: {
          /** @description How writes are told */
          writes: string;
          /** @description How reads are told */
          reads: string;
        };
        /** @description Every caller with every verb */
        cells: {
          /** @enum {string} */
          caller:
            'admin' | 'provider' | 'patient' | 'research-partner' | 'developer' | 'anonymous' | 'system';
          /** @enum {string} */
          verb: 'select' | 'insert' | 'update' | 'delete';
          allowed: boolean;
          /** @description Which rows, in words */
          rows: string | null;
          /** @description What a written row must be, where that differs */
          writes: string | null;
          /** @description The only columns it goes for; null: all */
          columns: string[] | null;
        }[];
      }[];
    };
    /** ActivityType */
    ActivityType: {
      /** @description Code of the source */
      code: string;
      /** @description Activities of one family differ in how hard they are */
      family: string;
      /** @description What the source calls it */
      name: string;
      /** @description Energy in MET: kcal per kg of body weight and hour */
      met: number;
      /** @description What people call it, in small letters, when they say no more than this */
      words: string[];
      /** @description Where the value was published */
      source: string;
    };
    /** ApiKey */
    ApiKey: {
      /**
       * Format: uuid
       * @description The key’s id
       */
      id: string;
      /** @description What the key is for */
      name: string;
      /** @description How the key begins */
      keyPrefix: string;
      /** @description What the key may do at most: user/<table>.<verbs> */
      scopes: string[];
      /**
       * Format: date-time
       * @description When the key was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When the key ends
       */
      expiresAt: string | null;
      /**
       * Format: uuid
       * @description For whom the key acts
       */
      createdBy: string | null;
      /**
       * Format: date-time
       * @description When the key was last used, to about ten seconds
       */
      lastUsedAt: string | null;
      /**
       * Format: date-time
       * @description When the key was revoked
       */
      revokedAt: string | null;
      /**
       * Format: date-time
       * @description When the key’s entry was last changed
       */
      updatedAt: string;
      /** @description Counts changes; the ETag */
      version: number;
    };
    /** ApiKeyInput */
    ApiKeyInput: {
      /** @description What the key is for */
      name: string;
      /** @description What the key may do at most: user/<table>.<verbs>, the table or the verbs may be *; verbs are letters of cruds, read or write */
      scopes: string[];
      /**
       * Format: date-time
       * @description When the key ends; absent: when it is revoked
       */
      expiresAt?: string;
    };
    /** NewApiKey */
    NewApiKey: {
      /**
       * Format: uuid
       * @description The key’s id
       */
      id: string;
      /** @description What the key is for */
      name: string;
      /** @description How the key begins */
      keyPrefix: string;
      /** @description What the key may do at most: user/<table>.<verbs> */
      scopes: string[];
      /**
       * Format: date-time
       * @description When the key was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When the key ends
       */
      expiresAt: string | null;
      /**
       * Format: uuid
       * @description For whom the key acts
       */
      createdBy: string | null;
      /**
       * Format: date-time
       * @description When the key was last used, to about ten seconds
       */
      lastUsedAt: string | null;
      /**
       * Format: date-time
       * @description When the key was revoked
       */
      revokedAt: string | null;
      /**
       * Format: date-time
       * @description When the key’s entry was last changed
       */
      updatedAt: string;
      /** @description Counts changes; the ETag */
      version: number;
      /** @description The key itself, shown this once: cn_… */
      key: string;
    };
    /** AuditEvent */
    AuditEvent: {
      /** @description Number of the event */
      seq: string;
      /**
       * Format: date-time
       * @description When the transaction began, in UTC
       */
      at: string;
      /** @description insert, update, delete, read, or what else was done */
      kind: string;
      /** @description The table */
      table: string | null;
      /** @description How many rows; 0 where they were not counted */
      rowCount: number;
      /** @description The columns that an update changed */
      changed: string[] | null;
      /** @description Why it was allowed, such as care-team, break-glass or delegation; or what was done */
      why: string | null;
      /** @description self, care, operations, research or emergency */
      purpose: string | null;
      /**
       * Format: uuid
       * @description The row, if it is one
       */
      rowId: string | null;
      /**
       * Format: uuid
       * @description The person whom the data are about
       */
      patientId: string | null;
      /**
       * Format: uuid
       * @description The person who acted; null for background work
       */
      subject: string | null;
      /** @description As whom they acted */
      userType: string | null;
      /** @description What acted for them: kind and id */
      actor: string | null;
      /** @description The request that it was part of */
      requestId: string | null;
      /** @description Before the change, where it is about nobody */
      old: Record<string, never> | null;
      /** @description After the change, where it is about nobody */
      new: Record<string, never> | null;
    };
    /** BreakGlassGrant */
    BreakGlassGrant: {
      /**
       * Format: uuid
       * @description The grant’s id
       */
      id: string;
      /**
       * Format: uuid
       * @description Whose record was opened
       */
      patientId: string;
      /**
       * Format: uuid
       * @description Who opened it
       */
      profileId: string;
      /** @description What they were then: provider or admin */
      userType: string;
      /** @description Why, in their words; (taken away by erasure) once the patient is erased */
      reason: string;
      /**
       * Format: date-time
       * @description Since when
       */
      grantedAt: string;
      /**
       * Format: date-time
       * @description When it ends by itself
       */
      expiresAt: string;
      /**
       * Format: date-time
       * @description When it was ended before that
       */
      endedAt: string | null;
      /**
       * Format: date-time
       * @description Until when another admin has to review it
       */
      reviewDueAt: string;
      /**
       * Format: uuid
       * @description The admin who reviewed it
       */
      reviewedBy: string | null;
      /**
       * Format: date-time
       * @description When it was reviewed
       */
      reviewedAt: string | null;
      /** @description justified or unjustified */
      verdict: string | null;
      /** @description What the reviewer had to say */
      reviewNote: string | null;
      /**
       * Format: uuid
       * @description The admin who gave the right back after an unjustified use
       */
      liftedBy: string | null;
      /**
       * Format: date-time
       * @description When they gave it back
       */
      liftedAt: string | null;
      /** @description Why they gave it back */
      liftReason: string | null;
      /** @description Counts changes; the ETag */
      version: number;
      /** @description open, then unreviewed, overdue (not reviewed within 72 hours) or reviewed */
      state: string;
      /** @description Name of the patient */
      patientName: string | null;
      /** @description Name of who opened the record */
      openerName: string | null;
    };
    /** BreakGlassInput */
    BreakGlassInput: {
      /**
       * Format: uuid
       * @description Whose record has to be opened
       */
      patientId: string;
      /** @description Why; the patient and the reviewer read it */
      reason: string;
      /** @description For how many minutes; 60 if absent */
      minutes?: number;
    };
    /** BreakGlassReview */
    BreakGlassReview: {
      /**
       * @description Was it an emergency?
       * @enum {string}
       */
      verdict: 'justified' | 'unjustified';
      /** @description What there is to say about it */
      note?: string;
    };
    /** BreakGlassRestoration */
    BreakGlassRestoration: {
      /**
       * Format: uuid
       * @description Who gets the right to break glass back
       */
      profileId: string;
      /** @description Why */
      reason: string;
    };
    /** CareTeamMember */
    CareTeamMember: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description Whose care team it is
       */
      patientId: string;
      /**
       * Format: uuid
       * @description Who is in it
       */
      providerId: string;
      /** @description invited, then active or declined; ended when either side or an admin ended it */
      status: string;
      /** @description Whose answer an invitation waits for: patient or provider */
      awaiting: string | null;
      /**
       * Format: uuid
       * @description Who invited: the patient, or an admin who assigned the provider; null for background work
       */
      invitedBy: string | null;
      /**
       * Format: date-time
       * @description Since when an active membership counts
       */
      startsAt: string;
      /**
       * Format: date-time
       * @description Until when it counts; null for no end
       */
      endsAt: string | null;
      /**
       * Format: date-time
       * @description When the invitation was accepted or declined
       */
      answeredAt: string | null;
      /**
       * Format: date-time
       * @description When the row was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it was last changed
       */
      updatedAt: string;
      /** @description Counts changes; the ETag */
      version: number;
      /** @description Name of the patient */
      patientName: string | null;
      /** @description Name of the provider */
      providerName: string | null;
    };
    /** Condition */
    Condition: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /** @description Full name */
      name: string;
      /** @description Abbreviated name of the code system */
      shortName: string | null;
      /** @description What it is, for people */
      description: string | null;
      /** @description URI of the code system, such as http://hl7.org/fhir/sid/icd-10-cm */
      codeSystem: string | null;
      /** @description Code in that system, ICD-10-CM with its dot: E11.9 */
      code: string | null;
      /** @description May stand on a claim: neither a chapter nor a category; null when the system does not say */
      isBillable: boolean | null;
      /**
       * Format: date-time
       * @description When the row was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it was last changed
       */
      updatedAt: string;
      /** @description Counts changes; the ETag */
      version: number;
    };
    /** ConditionInput */
    ConditionInput: {
      /** @description Full name */
      name: string;
      /** @description Abbreviated name */
      shortName?: string | null;
      /** @description What it is, for people */
      description?: string | null;
      /** @description URI of the code system; goes together with code */
      codeSystem?: string | null;
      /** @description Code in that system */
      code?: string | null;
      /** @description May stand on a claim */
      isBillable?: boolean | null;
    };
    /** ConditionChange */
    ConditionChange: {
      /** @description Full name */
      name?: string;
      /** @description Abbreviated name */
      shortName?: string | null;
      /** @description What it is, for people */
      description?: string | null;
      /** @description URI of the code system; goes together with code */
      codeSystem?: string | null;
      /** @description Code in that system */
      code?: string | null;
      /** @description May stand on a claim */
      isBillable?: boolean | null;
    };
    /** ConsentText */
    ConsentText: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /** @description What it is agreed to: care, research, ai-assistance, marketing */
      purpose: string;
      /** @description Counts the texts of a purpose; the highest is the one in force */
      version: number;
      /** @description Language of the text, as a BCP 47 tag such as en or de-AT */
      language: string;
      /** @description Title */
      title: string;
      /** @description The text itself, in Markdown */
      body: string;
      /**
       * Format: date-time
       * @description When it was published; it never changes after that
       */
      publishedAt: string;
      /**
       * Format: uuid
       * @description The admin who published it; null for those the system began with
       */
      createdBy: string | null;
    };
    /** ConsentTextInput */
    ConsentTextInput: {
      /**
       * @description What it is agreed to
       * @enum {string}
       */
      purpose: 'care' | 'research' | 'ai-assistance' | 'marketing';
      /** @description The next version if absent; the version in force, for its text in another language that is not there yet */
      version?: number;
      /** @description BCP 47 tag of the language, such as de; en if absent */
      language?: string;
      /** @description Title */
      title: string;
      /** @description The text, in Markdown */
      body: string;
    };
    /** Delegation */
    Delegation: {
      /**
       * Format: uuid
       * @description The delegation’s id
       */
      id: string;
      /**
       * Format: uuid
       * @description Who acts
       */
      guardianId: string;
      /**
       * Format: uuid
       * @description For whom
       */
      patientId: string;
      /** @description By which right: parent, legal-guardian or caregiver */
      relation: string;
      /**
       * Format: date-time
       * @description From when on an active one counts
       */
      startsAt: string;
      /**
       * Format: date-time
       * @description Until when it counts; null: until somebody ends it
       */
      endsAt: string | null;
      /** @description proposed by an admin, active once the guardian accepted, ended */
      status: string;
      /**
       * Format: uuid
       * @description The admin who saw the papers
       */
      proposedBy: string;
      /**
       * Format: date-time
       * @description When the guardian accepted
       */
      acceptedAt: string | null;
      /**
       * Format: uuid
       * @description Who ended it; null when its time was over
       */
      endedBy: string | null;
      /**
       * Format: date-time
       * @description When it was proposed
       */
      createdAt: string;
      /** @description Counts changes; the ETag */
      version: number;
      /** @description Name of who acts */
      guardianName: string | null;
      /** @description Name of the patient */
      patientName: string | null;
    };
    /** DelegationInput */
    DelegationInput: {
      /**
       * Format: uuid
       * @description Who is to act: a patient or a provider of this instance
       */
      guardianId: string;
      /**
       * Format: uuid
       * @description For whom: a patient
       */
      patientId: string;
      /**
       * @description By which right, as the papers say that the admin has seen
       * @enum {string}
       */
      relation: 'parent' | 'legal-guardian' | 'caregiver';
      /**
       * Format: date-time
       * @description From when on; at once if absent
       */
      startsAt?: string;
      /**
       * Format: date-time
       * @description Until when, such as the day on which a child comes of age; without end if absent
       */
      endsAt?: string;
    };
    /** Food */
    Food: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description Whose own food it is; null for reference foods
       */
      patientId: string | null;
      /** @description What it is called */
      name: string;
      /** @description Who makes it */
      brand: string | null;
      /** @description Where its values are from: own (the patient), or usda-sr */
      source: string;
      /** @description Its number there: NDB number of USDA SR */
      sourceCode: string | null;
      /** @description Energy in kcal per 100 g; null when not known */
      energyKcal: number | null;
      /** @description Protein in g per 100 g; null when not known */
      protein: number | null;
      /** @description Carbohydrates in g per 100 g; null when not known */
      carbs: number | null;
      /** @description Fat in g per 100 g; null when not known */
      fat: number | null;
      /**
       * Format: date-time
       * @description When the row was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it was last changed
       */
      updatedAt: string;
      /** @description Counts the changes; the ETag */
      version: number;
    };
    /** WholeFood */
    WholeFood: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description Whose own food it is; null for reference foods
       */
      patientId: string | null;
      /** @description What it is called */
      name: string;
      /** @description Who makes it */
      brand: string | null;
      /** @description Where its values are from: own (the patient), or usda-sr */
      source: string;
      /** @description Its number there: NDB number of USDA SR */
      sourceCode: string | null;
      /** @description Energy in kcal per 100 g; null when not known */
      energyKcal: number | null;
      /** @description Protein in g per 100 g; null when not known */
      protein: number | null;
      /** @description Carbohydrates in g per 100 g; null when not known */
      carbs: number | null;
      /** @description Fat in g per 100 g; null when not known */
      fat: number | null;
      /**
       * Format: date-time
       * @description When the row was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it was last changed
       */
      updatedAt: string;
      /** @description Counts the changes; the ETag */
      version: number;
      /** @description Other nutrients in 100 g of it: a list of nutrient, amount and unit (UCUM) */
      nutrients: unknown;
      /** @description Portions it comes in: a list of name and grams */
      portions: unknown;
    };
    /** Invitation */
    Invitation: {
      /**
       * Format: uuid
       * @description The invitation’s id
       */
      id: string;
      /** @description Who is invited: what they will sign in with */
      email: string;
      /** @description What they will be */
      userType: string;
      /**
       * Format: uuid
       * @description Who invited them
       */
      invitedBy: string;
      /**
       * Format: date-time
       * @description When they were invited
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description Until when the invitation can be accepted
       */
      expiresAt: string;
      /**
       * Format: date-time
       * @description When it was accepted
       */
      acceptedAt: string | null;
      /**
       * Format: date-time
       * @description When it was taken back
       */
      revokedAt: string | null;
      /**
       * Format: date-time
       * @description When the invitation was last changed
       */
      updatedAt: string;
      /** @description Counts changes; the ETag */
      version: number;
      /** @description open, accepted, revoked or expired */
      status: string;
    };
    /** InvitationInput */
    InvitationInput: {
      /**
       * Format: email
       * @description Who is invited: what they will sign in with
       */
      email: string;
      /**
       * @description What they will be; a provider invites patients only
       * @enum {string}
       */
      userType: 'admin' | 'provider' | 'patient' | 'research-partner' | 'developer';
    };
    /** NewInvitation */
    NewInvitation: {
      /**
       * Format: uuid
       * @description The invitation’s id
       */
      id: string;
      /** @description Who is invited: what they will sign in with */
      email: string;
      /** @description What they will be */
      userType: string;
      /**
       * Format: uuid
       * @description Who invited them
       */
      invitedBy: string;
      /**
       * Format: date-time
       * @description When they were invited
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description Until when the invitation can be accepted
       */
      expiresAt: string;
      /**
       * Format: date-time
       * @description When it was accepted
       */
      acceptedAt: string | null;
      /**
       * Format: date-time
       * @description When it was taken back
       */
      revokedAt: string | null;
      /**
       * Format: date-time
       * @description When the invitation was last changed
       */
      updatedAt: string;
      /** @description Counts changes; the ETag */
      version: number;
      /** @description open, accepted, revoked or expired */
      status: string;
      /** @description The token, shown this once */
      token: string;
      /** @description Where to accept, relative to the instance’s address */
      link: string;
    };
    /** InvitationOffer */
    InvitationOffer: {
      /**
       * Format: email
       * @description What you will sign in with
       */
      email: string;
      /**
       * @description What you will be
       * @enum {string}
       */
      userType: 'admin' | 'provider' | 'patient' | 'research-partner' | 'developer';
      /**
       * Format: date-time
       * @description Until when you can accept
       */
      expiresAt: string;
    };
    /** InvitationAcceptance */
    InvitationAcceptance: {
      /** @description The token of the invitation */
      token: string;
      /** @description Given names */
      firstName: string;
      /** @description Family name */
      lastName: string;
      /** @description The password to sign in with; a common one is refused */
      password: string;
    };
    /** CurrentSession */
    CurrentSession: {
      profile: {
        /**
         * Format: uuid
         * @description The caller’s id
         */
        id: string;
        /** @description admin, provider, patient, research-partner or developer */
        userType: string;
        /** @description Given names; null also where a token’s scopes do not show profiles */
        firstName: string | null;
        /** @description Family name; null also where a token’s scopes do not show profiles */
        lastName: string | null;
        /** @description E-mail address; null also where a token’s scopes do not show profiles */
        email: string | null;
        /** @description IANA time zone; UTC where a token’s scopes do not show profiles */
        timeZone: string;
      };
      /** @description The modules that are active for the caller now */
      modules: {
        /** @description The module’s name */
        name: string;
        /** @description What people call it */
        title: string;
        /** @constant */
        active: true;
        /** @description Is the module always active? */
        required: boolean;
      }[];
      /**
       * Format: date-time
       * @description When the session or key ends; null for a key without an end
       */
      expiresAt: string | null;
      actor: {
        /** @description session or api-key: what signed the request; delegate: somebody acts for the caller */
        kind: string;
        /** @description The id of the session or key; of a delegate, the person who acts */
        id: string | null;
      };
    };
    /** Job */
    Job: {
      /**
       * Format: uuid
       * @description The job
       */
      id: string;
      /** @description What kind of work it is */
      kind: string;
      /**
       * Format: uuid
       * @description The patient whom it is about
       */
      about: string | null;
      /** @description What it was asked to do */
      input: unknown;
      /** @description queued, running, done, failed or cancelled */
      status: string;
      /** @description How much is done, in units of the kind, such as rows */
      progressDone: number;
      /** @description How much there is to do, in the same unit; null while unknown */
      progressTotal: number | null;
      /** @description What it is doing at the moment */
      progressNote: string | null;
      /** @description What came of it, when done */
      result: unknown;
      /** @description Why the last run failed: code and message */
      problem: unknown;
      /** @description How often it was begun */
      attempts: number;
      /** @description How often it is begun at most */
      maxAttempts: number;
      /**
       * Format: date-time
       * @description Not before this time
       */
      runAt: string;
      /**
       * Format: date-time
       * @description When it was asked for
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When the last run began
       */
      startedAt: string | null;
      /**
       * Format: date-time
       * @description When it came to its end
       */
      finishedAt: string | null;
      /**
       * Format: date-time
       * @description When something about it last changed
       */
      updatedAt: string;
      /** @description Counts changes; the ETag */
      version: number;
    };
    /** LearningResource */
    LearningResource: {
      /**
       * Format: uuid
       * @description Row id
       */
      id: string;
      /** @description What it is called */
      title: string;
      /** @description What it is about */
      description: string | null;
      /** @description What kind of thing it is */
      resourceType: string;
      /** @description Where it is, an https address */
      contentUrl: string | null;
      /** @description The text itself, Markdown without HTML */
      content: string | null;
      /**
       * Format: uuid
       * @description The condition it is about
       */
      relatedConditionId: string | null;
      /**
       * Format: uuid
       * @description The treatment it is about
       */
      relatedTreatmentId: string | null;
      /**
       * Format: date-time
       * @description When the row was added
       */
      createdAt: string;
      /**
       * Format: uuid
       * @description The admin or provider who offers it
       */
      createdBy: string | null;
      /** @description Counts the changes; the ETag */
      version: number;
      /**
       * Format: date-time
       * @description When the row was last changed
       */
      updatedAt: string;
    };
    /** LearningResourceInput */
    LearningResourceInput: {
      /** @description What it is called */
      title: string;
      /** @description What it is about */
      description?: string | null;
      /**
       * @description What kind of thing it is
       * @enum {string}
       */
      resourceType: 'article' | 'video' | 'audio' | 'course' | 'document' | 'website' | 'other';
      /**
       * Format: uri
       * @description Where it is, an https address
       */
      contentUrl?: string | null;
      /** @description The text itself, Markdown without HTML */
      content?: string | null;
      /**
       * Format: uuid
       * @description The condition it is about
       */
      relatedConditionId?: string | null;
      /**
       * Format: uuid
       * @description The treatment it is about
       */
      relatedTreatmentId?: string | null;
    };
    /** LearningResourceChange */
    LearningResourceChange: {
      /** @description What it is called */
      title?: string;
      /** @description What it is about */
      description?: string | null;
      /**
       * @description What kind of thing it is
       * @enum {string}
       */
      resourceType?: 'article' | 'video' | 'audio' | 'course' | 'document' | 'website' | 'other';
      /**
       * Format: uri
       * @description Where it is, an https address
       */
      contentUrl?: string | null;
      /** @description The text itself, Markdown without HTML */
      content?: string | null;
      /**
       * Format: uuid
       * @description The condition it is about
       */
      relatedConditionId?: string | null;
      /**
       * Format: uuid
       * @description The treatment it is about
       */
      relatedTreatmentId?: string | null;
    };
    /** LegacyUserTypes */
    LegacyUserTypes: {
      items: {
        /** @description What they were called */
        name: string;
        /** @description How many were called so */
        people: number;
        /** @description How many of them are patients here, as everybody is who comes from there */
        patients: number;
        /**
         * @description What it usually means here; null where the name is not known
         * @enum {string|null}
         */
        proposed: 'admin' | 'provider' | 'patient' | 'research-partner' | 'developer' | null;
        approval: {
          /** @enum {string} */
          userType: 'admin' | 'provider' | 'patient' | 'research-partner' | 'developer';
          /** @enum {string} */
          status: 'requested' | 'approved';
          /** @description Why, in the words of who asked */
          reason: string;
          /** @description The admin who asked */
          requestedBy: string;
          /** @description The admin who approved */
          approvedBy: string | null;
          /**
           * Format: date-time
           * @description When it was approved
           */
          approvedAt: string | null;
        } | null;
      }[];
    };
    /** LegacyTypeApprovalInput */
    LegacyTypeApprovalInput: {
      /**
       * @description What those who were called so are to be
       * @enum {string}
       */
      userType: 'admin' | 'provider' | 'patient' | 'research-partner' | 'developer';
      /** @description Why */
      reason: string;
      /** @description The fingerprint that POST /legacy-user-types/{name}/difference gave: who sends it approves what these people gain */
      approvedDifference: string;
    };
    /** LegacyUserType */
    LegacyUserType: {
      /** @description What they were called */
      name: string;
      /** @description How many were called so */
      people: number;
      /** @description How many of them are patients here, as everybody is who comes from there */
      patients: number;
      /**
       * @description What it usually means here; null where the name is not known
       * @enum {string|null}
       */
      proposed: 'admin' | 'provider' | 'patient' | 'research-partner' | 'developer' | null;
      approval: {
        /** @enum {string} */
        userType: 'admin' | 'provider' | 'patient' | 'research-partner' | 'developer';
        /** @enum {string} */
        status: 'requested' | 'approved';
        /** @description Why, in the words of who asked */
        reason: string;
        /** @description The admin who asked */
        requestedBy: string;
        /** @description The admin who approved */
        approvedBy: string | null;
        /**
         * Format: date-time
         * @description When it was approved
         */
        approvedAt: string | null;
      } | null;
    };
    /** LegacyTypeQuestion */
    LegacyTypeQuestion: {
      /**
       * @description What those who were called so are to be
       * @enum {string}
       */
      userType: 'admin' | 'provider' | 'patient' | 'research-partner' | 'developer';
    };
    /** LegacyUserTypeDifference */
    LegacyUserTypeDifference: {
      /** @description What they were called */
      name: string;
      /** @enum {string} */
      userType: 'admin' | 'provider' | 'patient' | 'research-partner' | 'developer';
      /** @description How many were called so */
      people: number;
      /** @description What they would gain; a changed condition is gained and lost */
      gained: {
        /** @description verb table, or verb table column */
        name: string;
        /** @enum {string} */
        verb: 'select' | 'insert' | 'update' | 'delete';
        /** @description The table */
        table: string;
        /** @description The column; null: the table */
        column: string | null;
        /** @description For which rows it goes now; null: not at all */
        was: string | null;
        /** @description For which rows it would go; null: not at all */
        becomes: string | null;
      }[];
      /** @description What they would lose */
      lost: {
        /** @description verb table, or verb table column */
        name: string;
        /** @enum {string} */
        verb: 'select' | 'insert' | 'update' | 'delete';
        /** @description The table */
        table: string;
        /** @description The column; null: the table */
        column: string | null;
        /** @description For which rows it goes now; null: not at all */
        was: string | null;
        /** @description For which rows it would go; null: not at all */
        becomes: string | null;
      }[];
      /** @description Stands for these people, this user type, and these gains and losses */
      fingerprint: string;
    };
    /** Lot */
    Lot: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description The product
       */
      productId: string;
      /** @description The maker’s code of the lot, as it stands on the package */
      lotCode: string;
      /**
       * Format: date
       * @description The first day on which it is not sold any more (UTC); null when it does not expire
       */
      expiresOn: string | null;
      /** @description Who delivered it */
      supplier: string | null;
      /** @description The supplier’s number of the delivery */
      supplierReference: string | null;
      /** @description Where its certificate of analysis is */
      certificateUrl: string | null;
      /**
       * Format: date-time
       * @description When it came in
       */
      receivedAt: string;
      /** @description How many units of it are there and neither sold nor reserved */
      quantity: number;
      /**
       * Format: date-time
       * @description Since when it is held and not sold; null when no hold is in force. Kept by lot_holds
       */
      heldSince: string | null;
      /** @description Remarks */
      notes: string | null;
      /**
       * Format: date-time
       * @description When the row was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When somebody last changed it; sales do not count
       */
      updatedAt: string;
      /** @description Counts the changes by people; the ETag */
      version: number;
      /** @description The text of an older system that it was read from; null for a lot that was received here */
      sourceText: string | null;
      /** @description What the product is called */
      productName: string;
    };
    /** LotInput */
    LotInput: {
      /** @description The maker’s code of the lot, as it stands on the package */
      lotCode: string;
      /**
       * Format: date
       * @description The first day on which it is not sold any more; null when it does not expire
       */
      expiresOn?: string | null;
      /** @description Who delivered it */
      supplier?: string | null;
      /** @description The supplier’s number of the delivery */
      supplierReference?: string | null;
      /** @description Where its certificate of analysis is: an https address */
      certificateUrl?: string | null;
      /**
       * Format: date-time
       * @description When it came in; now if absent
       */
      receivedAt?: string;
      /** @description Remarks */
      notes?: string | null;
      /**
       * Format: uuid
       * @description The product
       */
      productId: string;
      /** @description How many units came in */
      quantity: number;
    };
    /** LotChange */
    LotChange: {
      /** @description The maker’s code of the lot, as it stands on the package */
      lotCode?: string;
      /**
       * Format: date
       * @description The first day on which it is not sold any more; null when it does not expire
       */
      expiresOn?: string | null;
      /** @description Who delivered it */
      supplier?: string | null;
      /** @description The supplier’s number of the delivery */
      supplierReference?: string | null;
      /** @description Where its certificate of analysis is: an https address */
      certificateUrl?: string | null;
      /**
       * Format: date-time
       * @description When it came in; now if absent
       */
      receivedAt?: string;
      /** @description Remarks */
      notes?: string | null;
    };
    /** LotHold */
    LotHold: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description The lot
       */
      lotId: string;
      /** @description manual, quality, possible-recall: a recall may mean it; recall: a person confirmed that it does */
      kind: string;
      /** @description Why it is not to be sold */
      reason: string;
      /**
       * Format: uuid
       * @description Who placed it; null for background work and people who are gone
       */
      placedBy: string | null;
      /**
       * Format: date-time
       * @description Since when
       */
      placedAt: string;
      /** @description Why it may be sold again; null while the hold is in force */
      releaseReason: string | null;
      /**
       * Format: uuid
       * @description Who released it
       */
      releasedBy: string | null;
      /**
       * Format: date-time
       * @description When; null while the hold is in force
       */
      releasedAt: string | null;
      /**
       * Format: uuid
       * @description The match with a recall that it is for; null for holds of people
       */
      recallMatchId: string | null;
      /**
       * Format: date-time
       * @description When the row was last changed
       */
      updatedAt: string;
      /** @description Counts the changes; the ETag */
      version: number;
    };
    /** HoldInput */
    HoldInput: {
      /** @description Why it is not to be sold */
      reason: string;
      /**
       * @description quality: a doubt about the goods
       * @enum {string}
       */
      kind?: 'manual' | 'quality';
    };
    /** PlacedHold */
    PlacedHold: {
      /** LotHold */
      hold?: {
        /**
         * Format: uuid
         * @description Id
         */
        id: string;
        /**
         * Format: uuid
         * @description The lot
         */
        lotId: string;
        /** @description manual, quality, possible-recall: a recall may mean it; recall: a person confirmed that it does */
        kind: string;
        /** @description Why it is not to be sold */
        reason: string;
        /**
         * Format: uuid
         * @description Who placed it; null for background work and people who are gone
         */
        placedBy: string | null;
        /**
         * Format: date-time
         * @description Since when
         */
        placedAt: string;
        /** @description Why it may be sold again; null while the hold is in force */
        releaseReason: string | null;
        /**
         * Format: uuid
         * @description Who released it
         */
        releasedBy: string | null;
        /**
         * Format: date-time
         * @description When; null while the hold is in force
         */
        releasedAt: string | null;
        /**
         * Format: uuid
         * @description The match with a recall that it is for; null for holds of people
         */
        recallMatchId: string | null;
        /**
         * Format: date-time
         * @description When the row was last changed
         */
        updatedAt: string;
        /** @description Counts the changes; the ETag */
        version: number;
      };
      lot: {
        /** Format: uuid */
        id: string;
        /** Format: uuid */
        productId: string;
        productName: string;
        manufacturer: string | null;
        lotCode: string;
        expiresOn: string | null;
        supplier: string | null;
        supplierReference: string | null;
        certificateUrl: string | null;
        /** Format: date-time */
        receivedAt: string;
        sourceText: string | null;
        /** Format: date-time */
        heldSince: string | null;
        holds: {
          /** Format: uuid */
          id: string;
          kind: string;
          reason: string;
          /** Format: date-time */
          placedAt: string;
        }[];
      };
      stock: {
        available: number;
        reserved: number;
        paid: number;
        sent: number;
      };
      /** @description Units by kind of the stock book: received, counted, written-off, returned */
      movements: {
        [key: string]: number;
      };
      openOrders: {
        count: number;
        units: number;
        items: {
          /** Format: uuid */
          orderId: string;
          number: number;
          status: string;
          /** Format: uuid */
          patientId: string;
          quantity: number;
          /** Format: date-time */
          orderDate: string;
        }[];
      };
      buyers: {
        count: number;
        units: number;
        items: {
          /** Format: uuid */
          patientId: string;
          name: string | null;
          isErased: boolean | null;
          /** Format: uuid */
          orderId: string;
          number: number;
          status: string;
          /** Format: uuid */
          orderItemId: string;
          quantity: number;
          /**
           * @description recorded: when it was sold; read: from the text of an older system; possible: that text names several lots, of which it is one
           * @enum {string}
           */
          certainty: 'recorded' | 'read' | 'possible';
          /** Format: date-time */
          shippedAt: string;
          /** Format: date-time */
          deliveredAt: string | null;
          /**
           * Format: date-time
           * @description When it was first used, as far as firstUse says
           */
          firstUseAt: string;
          /**
           * @description What firstUseAt is: the first measurement that names it, for those to whom the person’s measurements are open; else, and for admins always, the delivery; else the dispatch. Outcomes begin with what was logged, for everybody.
           * @enum {string}
           */
          firstUse: 'logged' | 'delivered' | 'shipped';
        }[];
      };
    };
    /** ReleaseInput */
    ReleaseInput: {
      /** @description Why it may be sold again */
      reason: string;
    };
    /** StockMovement */
    StockMovement: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description The lot
       */
      lotId: string;
      /** @description received: came in; counted: what a count found more or less; written-off: destroyed or lost; returned: came back and can be sold */
      kind: string;
      /** @description Number of units that came in; less than zero for those that went */
      quantity: number;
      /** @description Why */
      reason: string | null;
      /**
       * Format: uuid
       * @description Who wrote it; null for background work and people who are gone
       */
      createdBy: string | null;
      /**
       * Format: date-time
       * @description When it was written
       */
      createdAt: string;
    };
    /** MovementInput */
    MovementInput: {
      /**
       * @description received: more of it came in; counted: a count found more or less; written-off: destroyed or lost; returned: came back and can be sold
       * @enum {string}
       */
      kind: 'received' | 'counted' | 'written-off' | 'returned';
      /** @description How many units came in; less than zero for those that went */
      quantity: number;
      /** @description Why */
      reason?: string;
    };
    /** LotTrace */
    LotTrace: {
      lot: {
        /** Format: uuid */
        id: string;
        /** Format: uuid */
        productId: string;
        productName: string;
        manufacturer: string | null;
        lotCode: string;
        expiresOn: string | null;
        supplier: string | null;
        supplierReference: string | null;
        certificateUrl: string | null;
        /** Format: date-time */
        receivedAt: string;
        sourceText: string | null;
        /** Format: date-time */
        heldSince: string | null;
        holds: {
          /** Format: uuid */
          id: string;
          kind: string;
          reason: string;
          /** Format: date-time */
          placedAt: string;
        }[];
      };
      stock: {
        available: number;
        reserved: number;
        paid: number;
        sent: number;
      };
      /** @description Units by kind of the stock book: received, counted, written-off, returned */
      movements: {
        [key: string]: number;
      };
      openOrders: {
        count: number;
        units: number;
        items: {
          /** Format: uuid */
          orderId: string;
          number: number;
          status: string;
          /** Format: uuid */
          patientId: string;
          quantity: number;
          /** Format: date-time */
          orderDate: string;
        }[];
      };
      buyers: {
        count: number;
        units: number;
        items: {
          /** Format: uuid */
          patientId: string;
          name: string | null;
          isErased: boolean | null;
          /** Format: uuid */
          orderId: string;
          number: number;
          status: string;
          /** Format: uuid */
          orderItemId: string;
          quantity: number;
          /**
           * @description recorded: when it was sold; read: from the text of an older system; possible: that text names several lots, of which it is one
           * @enum {string}
           */
          certainty: 'recorded' | 'read' | 'possible';
          /** Format: date-time */
          shippedAt: string;
          /** Format: date-time */
          deliveredAt: string | null;
          /**
           * Format: date-time
           * @description When it was first used, as far as firstUse says
           */
          firstUseAt: string;
          /**
           * @description What firstUseAt is: the first measurement that names it, for those to whom the person’s measurements are open; else, and for admins always, the delivery; else the dispatch. Outcomes begin with what was logged, for everybody.
           * @enum {string}
           */
          firstUse: 'logged' | 'delivered' | 'shipped';
        }[];
      };
      outcomes: {
        /** @description How many people who used units of it were looked at: fives of them in the order of their sales, here and below; the last ones wait until they are five */
        people: number;
        /** @description True for a lot that sold more than 10,000 times: those who bought last were looked at */
        isSample: boolean;
        days: number;
        measurements: {
          /** Format: uuid */
          variableId: string;
          name: string;
          unit: string | null;
          people: number;
          /** @description How many values they have, no finer than its standard error */
          count: number;
          /** @description The mean over people of each one’s own mean, no finer than its standard error */
          mean: number | null;
          peopleBefore: number | null;
          countBefore: number | null;
          meanBefore: number | null;
        }[];
        conditionEvents: {
          eventType: string;
          conditionId: string | null;
          condition: string | null;
          people: number;
          count: number;
          meanSeverity: number | null;
        }[];
      };
      records: {
        measurements: {
          /** Format: uuid */
          id: string;
          /** Format: uuid */
          patientId: string;
          /** Format: uuid */
          variableId: string;
          name: string;
          value: number | null;
          unit: string | null;
          valueText: string | null;
          /** Format: date-time */
          startAt: string;
          orderItemId: string | null;
        }[];
        conditionEvents: {
          /** Format: uuid */
          id: string;
          /** Format: uuid */
          patientId: string;
          eventType: string;
          conditionId: string | null;
          severity: number | null;
          /** Format: date-time */
          timestamp: string;
          notes: string | null;
        }[];
      };
    };
    /** Module */
    Module: {
      /** @description Its name in the manifest */
      name: string;
      /** @description Its name for people */
      title: string;
      /** @description Always active: the instance cannot run without it */
      required: boolean;
      /** @description Its code is in the host that answered */
      loaded: boolean;
      /** @description All its migrations are applied */
      installed: boolean;
      /** @description Migrations that are not applied */
      pendingSteps: string[];
      /** @description Whether, when and for whom it is on; null when it was never switched */
      activation: {
        /** @description Switched on; the window and the audience still apply */
        isActive: boolean;
        /**
         * Format: date-time
         * @description From when on; null: at once
         */
        activationDate: string | null;
        /**
         * Format: date-time
         * @description The first instant at which it is off again; null: without end
         */
        expirationDate: string | null;
        /** @description For whom it is on; null: for everybody */
        audience: {
          /** @description Only these user types */
          userTypes?: ('admin' | 'provider' | 'patient' | 'research-partner' | 'developer')[];
          /** @description Of those, these people */
          profiles?: string[];
          /** @description And this stable share of them */
          percentage?: number;
        } | null;
        /** @description Is there a licence key? It is never shown */
        hasActivationKey: boolean;
        /** @description Why it was last changed */
        reason: string | null;
        /** @description Counts changes; the ETag */
        version: number;
        /**
         * Format: date-time
         * @description When it was last changed
         */
        updatedAt: string;
        /**
         * Format: uuid
         * @description The profile of who changed it last
         */
        updatedBy: string | null;
      } | null;
      /** @description On for the caller, now */
      activeForMe: boolean;
      /** @description Modules that must be on for this one to be on */
      requires: string[];
      /** @description Modules that require this one */
      requiredBy: string[];
      /** @description Its declared settings and their values */
      settings: {
        /** @description The module that declares it */
        module: string;
        /** @description Its name in the module */
        name: string;
        /** @enum {string} */
        type: 'integer' | 'number' | 'boolean' | 'text' | 'choice';
        /** @description One line for the person who changes it */
        help: string;
        /** @description What it is when nobody has set it */
        default: string | number | boolean;
        /** @description What is in force */
        value: string | number | boolean;
        /** @description Nobody has set it, or it was reset */
        isDefault: boolean;
        /** @description Least number */
        min: number | null;
        /** @description Greatest number, or most characters */
        max: number | null;
        /** @description Of which it is one */
        choices: string[] | null;
        /** @description Counts changes; the ETag; 0 while it was never set */
        version: number;
        /**
         * Format: date-time
         * @description When it was last set
         */
        updatedAt: string | null;
        /**
         * Format: uuid
         * @description The profile of who set it last
         */
        updatedBy: string | null;
      }[];
    };
    /** ActivationInput */
    ActivationInput: {
      /** @description Switched on; the window and the audience still apply */
      isActive?: boolean;
      /**
       * Format: date-time
       * @description From when on; null: at once
       */
      activationDate?: string | null;
      /**
       * Format: date-time
       * @description The first instant at which it is off again; null: without end
       */
      expirationDate?: string | null;
      /** @description For whom it is on; null: for everybody */
      audience?: {
        /** @description Only these user types */
        userTypes?: ('admin' | 'provider' | 'patient' | 'research-partner' | 'developer')[];
        /** @description Of those, these people */
        profiles?: string[];
        /** @description And this stable share of them */
        percentage?: number;
      } | null;
      /** @description The licence key; kept sealed and never shown again; null removes it */
      activationKey?: string | null;
      /** @description Why it is changed */
      reason?: string;
      /** @description When switching on: switch on what the module requires too */
      withDependencies?: boolean;
      /** @description When switching off: switch off what requires the module too */
      withDependents?: boolean;
    };
    /** NetworkConfig */
    NetworkConfig: {
      /** @description Does the instance take part in the research network? */
      isConnectedToNetwork: boolean;
      /** @description Do de-identified aggregates leave the instance? */
      dataContributionEnabled: boolean;
      /** @description What may be contributed */
      contributionRules: Record<string, never> | null;
      /** @description Is there a key? It is never shown */
      hasNetworkApiKey: boolean;
      /**
       * Format: date-time
       * @description When aggregates were last contributed
       */
      lastContributionDate: string | null;
      /** @description Counts changes; the ETag; 0 before the first */
      version: number;
      /**
       * Format: date-time
       * @description When it was last changed
       */
      updatedAt: string | null;
      /**
       * Format: uuid
       * @description The profile of who changed it last
       */
      updatedBy: string | null;
    };
    /** NetworkConfigInput */
    NetworkConfigInput: {
      /** @description Does the instance take part in the research network? */
      isConnectedToNetwork?: boolean;
      /** @description Do de-identified aggregates leave the instance? Only while it is connected */
      dataContributionEnabled?: boolean;
      /** @description What may be contributed: a JSON object; null removes it */
      contributionRules?: Record<string, never> | null;
      /** @description The network’s key for this instance; kept sealed and never shown again; null removes it */
      networkApiKey?: string | null;
    };
    /** Notification */
    Notification: {
      /**
       * Format: uuid
       * @description The notification’s id
       */
      id: string;
      /** @description What happened, such as break-glass or user-type-changed */
      kind: string;
      /** @description Names, ids and times to make a sentence of */
      body: unknown;
      /**
       * Format: date-time
       * @description When it happened
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it was read
       */
      readAt: string | null;
      /** @description Counts changes; the ETag */
      version: number;
    };
    /** ReviewedOrder */
    ReviewedOrder: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description Who ordered
       */
      patientId: string;
      /**
       * Format: date-time
       * @description When
       */
      orderDate: string;
      /** @description placed, paid, shipped, delivered, cancelled, returned or refunded */
      status: string;
      /** @description What it costs, in currency */
      totalAmount: number | null;
      /**
       * Format: date-time
       * @description When the row was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When the row was last changed
       */
      updatedAt: string;
      /** @description Counted up from 1: the number that people call it by */
      number: number;
      /** @description ISO 4217 code of the amounts */
      currency: string | null;
      /**
       * Format: date-time
       * @description Until when its units are kept for it while it is not paid; afterwards others may buy them
       */
      reservedUntil: string | null;
      /** @description pending: held for a provider to look at; approved; rejected; null: none was needed */
      reviewStatus: string | null;
      /** @description Why it needs a review */
      reviewReason: string | null;
      /**
       * Format: uuid
       * @description Which provider reviewed it
       */
      reviewedBy: string | null;
      /**
       * Format: date-time
       * @description When
       */
      reviewedAt: string | null;
      /** @description What they said */
      reviewNote: string | null;
      /** @description Why it was cancelled */
      cancelReason: string | null;
      /**
       * Format: date-time
       * @description When it was paid
       */
      paidAt: string | null;
      /**
       * Format: date-time
       * @description When it left
       */
      shippedAt: string | null;
      /**
       * Format: date-time
       * @description When it arrived
       */
      deliveredAt: string | null;
      /**
       * Format: date-time
       * @description When it was cancelled
       */
      cancelledAt: string | null;
      /**
       * Format: date-time
       * @description When it came back
       */
      returnedAt: string | null;
      /**
       * Format: date-time
       * @description When the money was given back
       */
      refundedAt: string | null;
      /** @description Counts the changes; the ETag */
      version: number;
      /** @description Its lines: id, productId, name, sku, quantity, pricePerUnit, lots (the lots and how many units of each), needsPrescription and prescriptionId */
      items: unknown;
      /** @description Whether its units are kept for it, now, while it is not paid */
      isReserved: boolean;
    };
    /** ReviewInput */
    ReviewInput: {
      /** @description What the patient is told */
      note?: string;
    };
    /** Order */
    Order: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description Who ordered
       */
      patientId: string;
      /**
       * Format: date-time
       * @description When
       */
      orderDate: string;
      /** @description placed, paid, shipped, delivered, cancelled, returned or refunded */
      status: string;
      /** @description What it costs, in currency */
      totalAmount: number | null;
      /** @description The payment method at the payment provider; never a card number */
      paymentMethodId: string | null;
      /**
       * Format: date-time
       * @description When the row was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When the row was last changed
       */
      updatedAt: string;
      /** @description Counted up from 1: the number that people call it by */
      number: number;
      /** @description ISO 4217 code of the amounts */
      currency: string | null;
      /** @description manual: by invoice; stripe: by card and the like */
      paymentProvider: string;
      /**
       * Format: date-time
       * @description Until when its units are kept for it while it is not paid; afterwards others may buy them
       */
      reservedUntil: string | null;
      /** @description pending: held for a provider to look at; approved; rejected; null: none was needed */
      reviewStatus: string | null;
      /** @description Why it needs a review */
      reviewReason: string | null;
      /**
       * Format: uuid
       * @description Which provider reviewed it
       */
      reviewedBy: string | null;
      /**
       * Format: date-time
       * @description When
       */
      reviewedAt: string | null;
      /** @description What they said */
      reviewNote: string | null;
      /** @description Why it was cancelled */
      cancelReason: string | null;
      /** @description Who brings it */
      carrier: string | null;
      /** @description The number of the parcel there */
      trackingNumber: string | null;
      /**
       * Format: date-time
       * @description When it was paid
       */
      paidAt: string | null;
      /**
       * Format: date-time
       * @description When it left
       */
      shippedAt: string | null;
      /**
       * Format: date-time
       * @description When it arrived
       */
      deliveredAt: string | null;
      /**
       * Format: date-time
       * @description When it was cancelled
       */
      cancelledAt: string | null;
      /**
       * Format: date-time
       * @description When it came back
       */
      returnedAt: string | null;
      /**
       * Format: date-time
       * @description When the money was given back
       */
      refundedAt: string | null;
      /** @description Counts the changes; the ETag */
      version: number;
      /** @description Its lines: id, productId, name, sku, quantity, pricePerUnit, lots (the lots and how many units of each), needsPrescription and prescriptionId */
      items: unknown;
      /** @description Whether its units are kept for it, now, while it is not paid */
      isReserved: boolean;
    };
    /** WholeOrder */
    WholeOrder: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description Who ordered
       */
      patientId: string;
      /**
       * Format: date-time
       * @description When
       */
      orderDate: string;
      /** @description placed, paid, shipped, delivered, cancelled, returned or refunded */
      status: string;
      /** @description What it costs, in currency */
      totalAmount: number | null;
      /** @description The payment method at the payment provider; never a card number */
      paymentMethodId: string | null;
      /**
       * Format: date-time
       * @description When the row was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When the row was last changed
       */
      updatedAt: string;
      /** @description Counted up from 1: the number that people call it by */
      number: number;
      /** @description ISO 4217 code of the amounts */
      currency: string | null;
      /** @description manual: by invoice; stripe: by card and the like */
      paymentProvider: string;
      /**
       * Format: date-time
       * @description Until when its units are kept for it while it is not paid; afterwards others may buy them
       */
      reservedUntil: string | null;
      /** @description pending: held for a provider to look at; approved; rejected; null: none was needed */
      reviewStatus: string | null;
      /** @description Why it needs a review */
      reviewReason: string | null;
      /**
       * Format: uuid
       * @description Which provider reviewed it
       */
      reviewedBy: string | null;
      /**
       * Format: date-time
       * @description When
       */
      reviewedAt: string | null;
      /** @description What they said */
      reviewNote: string | null;
      /** @description Why it was cancelled */
      cancelReason: string | null;
      /** @description Who brings it */
      carrier: string | null;
      /** @description The number of the parcel there */
      trackingNumber: string | null;
      /**
       * Format: date-time
       * @description When it was paid
       */
      paidAt: string | null;
      /**
       * Format: date-time
       * @description When it left
       */
      shippedAt: string | null;
      /**
       * Format: date-time
       * @description When it arrived
       */
      deliveredAt: string | null;
      /**
       * Format: date-time
       * @description When it was cancelled
       */
      cancelledAt: string | null;
      /**
       * Format: date-time
       * @description When it came back
       */
      returnedAt: string | null;
      /**
       * Format: date-time
       * @description When the money was given back
       */
      refundedAt: string | null;
      /** @description Counts the changes; the ETag */
      version: number;
      /** @description Its lines: id, productId, name, sku, quantity, pricePerUnit, lots (the lots and how many units of each), needsPrescription and prescriptionId */
      items: unknown;
      /** @description Whether its units are kept for it, now, while it is not paid */
      isReserved: boolean;
      /** @description name, line1, line2, city, region, postalCode, country and phone; null once it was erased, and where it cannot be read */
      shippingAddress?: Record<string, never> | null;
      /** @description name, line1, line2, city, region, postalCode, country and phone; null once it was erased, and where it cannot be read */
      billingAddress?: Record<string, never> | null;
      /** @description Whether an address was sealed with a key that this host does not have: after a restore with other keys, or on a masked branch */
      hasUnreadableAddress?: boolean;
    };
    /** CancelInput */
    CancelInput: {
      /** @description Why */
      reason?: string;
    };
    /** PaidInput */
    PaidInput: {
      /** @description What the bank calls the payment */
      reference?: string;
      /**
       * Format: date-time
       * @description When it was paid; now if absent
       */
      paidAt?: string;
    };
    /** Payment */
    Payment: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description The order
       */
      orderId: string;
      /**
       * Format: uuid
       * @description Who ordered
       */
      patientId: string;
      /** @description manual: by invoice; stripe */
      provider: string;
      /** @description Its id there: a Stripe payment intent, or the number of the invoice; null until it has one */
      reference: string | null;
      /** @description pending, succeeded, failed or cancelled */
      status: string;
      /** @description How much, in currency */
      amount: number;
      /** @description How much of it was given back, in currency */
      amountRefunded: number;
      /** @description ISO 4217 code of the amounts */
      currency: string;
      /** @description Why it failed, as the provider calls it */
      failureCode: string | null;
      /**
       * Format: date-time
       * @description When it was paid
       */
      succeededAt: string | null;
      /** @description What whoever noted it as paid wrote of it: the reference of a bank transfer */
      note: string | null;
      /**
       * Format: date-time
       * @description When it was begun
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When the row was last changed
       */
      updatedAt: string;
      /** @description Counts the changes; the ETag */
      version: number;
      /** @description What was given back of it: id, status (pending, succeeded, failed or cancelled), amount, reason and createdAt */
      refunds: unknown;
    };
    /** RefundInput */
    RefundInput: {
      /** @description How much, in currency of the payment; all that is left of it if absent */
      amount?: number;
      /** @description Why; the patient reads it */
      reason: string;
    };
    /** ReturnInput */
    ReturnInput: {
      /** @description Whether its units can be sold again */
      restock?: boolean;
    };
    /** ShipInput */
    ShipInput: {
      /** @description Who brings it */
      carrier?: string;
      /** @description The number of the parcel there */
      trackingNumber?: string;
    };
    /** Profile */
    Profile: {
      /**
       * Format: uuid
       * @description The person’s id
       */
      id: string;
      /** @description admin, provider, patient, research-partner or developer */
      userType: string;
      /** @description What the person signs in with, in lower case */
      email: string | null;
      /** @description Given names */
      firstName: string | null;
      /** @description Family name */
      lastName: string | null;
      /**
       * Format: date
       * @description Day of birth
       */
      dateOfBirth: string | null;
      /** @description Administrative gender (FHIR): male, female, other or unknown */
      gender: string | null;
      /** @description IANA time zone that times are shown in */
      timeZone: string;
      /**
       * Format: date-time
       * @description When the profile was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When the profile was last changed
       */
      updatedAt: string;
      /** @description Counts changes; the ETag */
      version: number;
    };
    /** AccessLogEntry */
    AccessLogEntry: {
      /**
       * Format: date-time
       * @description When the transaction began, in UTC
       */
      at: string;
      /** @description insert, update, delete, read, or what else was done */
      kind: string;
      /** @description The table */
      table: string | null;
      /** @description How many rows; 0 where they were not counted */
      rowCount: number;
      /** @description The columns that an update changed */
      changed: string[] | null;
      /** @description Why it was allowed, such as care-team, break-glass or delegation; or what was done */
      why: string | null;
      /** @description self, care, operations, research or emergency */
      purpose: string | null;
      /** @description What acted: session, api-key, app, delegate, job, cli or system */
      actor: string | null;
      /** @description The person who acted; null for background work */
      who: {
        /**
         * Format: uuid
         * @description Their profile
         */
        id: string;
        /** @description Their name */
        name: string | null;
        /** @description As whom they acted */
        userType: string | null;
      } | null;
    };
    /** ActivityLogEntry */
    ActivityLogEntry: {
      /**
       * Format: uuid
       * @description Row id
       */
      id: string;
      /**
       * Format: uuid
       * @description The patient
       */
      patientId: string;
      /** @description Counts the changes; the ETag */
      version: number;
      /**
       * Format: date-time
       * @description When the row was last changed
       */
      updatedAt: string;
      /** @description Who told it: manual, or the app or device it was imported from */
      source: string;
      /** @description Its id there */
      externalId: string | null;
      /**
       * Format: uuid
       * @description The import that brought it; null when it was entered
       */
      importId: string | null;
      /** @description Minutes east of UTC on the clock of timestamp */
      utcOffsetMinutes: number | null;
      /** @description IANA time zone of timestamp */
      timeZone: string | null;
      /**
       * Format: date-time
       * @description When the row was added
       */
      createdAt: string;
      /** @description What was done: walking, swimming, physiotherapy */
      activityType: string;
      /**
       * Format: date-time
       * @description When it began
       */
      timestamp: string;
      /** @description How long, in minutes */
      duration: number | null;
      /** @description sedentary, light, moderate or vigorous */
      intensity: string | null;
      /** @description Energy used, in kcal */
      caloriesBurned: number | null;
      /** @description Where caloriesBurned is from: told, the formula with its values, or why it is not known; null for imports */
      energySource: string | null;
      /** @description What else was written */
      notes: string | null;
      /** @description What measured it */
      device: string | null;
      /**
       * Format: date-time
       * @description When it ended
       */
      endedAt: string | null;
      /** @description What else was told about the whole of it: a list of name, value and unit */
      statistics: unknown;
    };
    /** ActivityLogInput */
    ActivityLogInput: {
      /** @description What was done: walking, swimming, physiotherapy */
      activityType: string;
      /**
       * Format: date-time
       * @description When it began; now if absent
       */
      timestamp?: string;
      /** @description IANA time zone of timestamp */
      timeZone?: string | null;
      /** @description How long, in minutes */
      duration?: number | null;
      /**
       * @description How hard it was: below 1.5 MET, below 3, below 6, or from 6 MET on
       * @enum {string|null}
       */
      intensity?: 'sedentary' | 'light' | 'moderate' | 'vigorous' | null;
      /** @description Energy used, in kcal; if absent, MET × kg × h with the MET of activityType (see activity-types) and the body weight measured last before, where both are known */
      caloriesBurned?: number | null;
      /** @description What else there is to say */
      notes?: string | null;
    };
    /** ActivityLogChange */
    ActivityLogChange: {
      /** @description What was done: walking, swimming, physiotherapy */
      activityType?: string;
      /**
       * Format: date-time
       * @description When it began; now if absent
       */
      timestamp?: string;
      /** @description IANA time zone of timestamp */
      timeZone?: string | null;
      /** @description How long, in minutes */
      duration?: number | null;
      /**
       * @description How hard it was: below 1.5 MET, below 3, below 6, or from 6 MET on
       * @enum {string|null}
       */
      intensity?: 'sedentary' | 'light' | 'moderate' | 'vigorous' | null;
      /** @description Energy used, in kcal; if absent, MET × kg × h with the MET of activityType (see activity-types) and the body weight measured last before, where both are known */
      caloriesBurned?: number | null;
      /** @description What else there is to say */
      notes?: string | null;
    };
    /** RecordVersion */
    RecordVersion: {
      /** @description Which version it was */
      version: number;
      /**
       * Format: date-time
       * @description When the next version took its place, or when it was deleted
       */
      replacedAt: string;
      /**
       * Format: uuid
       * @description Who did that; null for background work
       */
      replacedBy: string | null;
      /** @description It was deleted then */
      deleted: boolean;
      /**
       * Format: uuid
       * @description The import that changed it then; null when somebody did so by hand
       */
      importId: string | null;
      /** @description The record as it was, with the names of its own fields */
      record: Record<string, never>;
    };
    /** CareTeamInvitationInput */
    CareTeamInvitationInput: {
      /**
       * Format: uuid
       * @description Id of the provider
       */
      providerId?: string;
      /**
       * Format: email
       * @description The address the provider signs in with
       */
      email?: string;
      /**
       * Format: date-time
       * @description When the membership ends by itself
       */
      endsAt?: string | null;
    };
    /** Cart */
    Cart: {
      items: {
        /** Format: uuid */
        productId: string;
        /** @description What it is called now */
        name: string;
        /** @description How many units */
        quantity: number;
        /** @description Price of one unit now, in currency */
        price: number | null;
        /** @description ISO 4217 code */
        currency: string | null;
        needsPrescription: boolean;
        /**
         * @description Why it cannot be ordered so
         * @enum {string|null}
         */
        problem: 'not-for-sale' | 'out-of-stock' | 'too-many' | null;
      }[];
      /** @description What it costs together, in currency; null for prices in different currencies */
      total: number | null;
      currency: string | null;
    };
    /** CartQuantity */
    CartQuantity: {
      /** @description How many units */
      quantity: number;
    };
    /** ConditionEvent */
    ConditionEvent: {
      /**
       * Format: uuid
       * @description Row id
       */
      id: string;
      /**
       * Format: uuid
       * @description The patient
       */
      patientId: string;
      /** @description Counts the changes; the ETag */
      version: number;
      /**
       * Format: date-time
       * @description When the row was last changed
       */
      updatedAt: string;
      /**
       * Format: uuid
       * @description Which condition it is about
       */
      conditionId: string | null;
      /** @description What happened */
      eventType: string;
      /**
       * Format: date-time
       * @description When it happened
       */
      timestamp: string;
      /** @description How bad, from 0 (none) to 10 (worst imaginable) */
      severity: number | null;
      /** @description What else was written */
      notes: string | null;
      /**
       * Format: uuid
       * @description Who wrote it down: the patient or a provider
       */
      recordedBy: string | null;
      /**
       * Format: uuid
       * @description The import that brought it; null when it was entered
       */
      importId: string | null;
      /**
       * Format: date-time
       * @description When the row was added
       */
      createdAt: string;
    };
    /** ConditionEventInput */
    ConditionEventInput: {
      /**
       * Format: uuid
       * @description Which condition it is about
       */
      conditionId?: string | null;
      /**
       * @description What happened
       * @enum {string}
       */
      eventType:
        | 'onset'
        | 'symptom'
        | 'flare-up'
        | 'improvement'
        | 'remission'
        | 'relapse'
        | 'resolution'
        | 'complication'
        | 'hospitalization'
        | 'other';
      /**
       * Format: date-time
       * @description When it happened; now if absent
       */
      timestamp?: string;
      /** @description How bad, from 0 (none) to 10 (worst imaginable) */
      severity?: number | null;
      /** @description What else there is to say */
      notes?: string | null;
    };
    /** ConditionEventChange */
    ConditionEventChange: {
      /**
       * Format: uuid
       * @description Which condition it is about
       */
      conditionId?: string | null;
      /**
       * @description What happened
       * @enum {string}
       */
      eventType?:
        | 'onset'
        | 'symptom'
        | 'flare-up'
        | 'improvement'
        | 'remission'
        | 'relapse'
        | 'resolution'
        | 'complication'
        | 'hospitalization'
        | 'other';
      /**
       * Format: date-time
       * @description When it happened; now if absent
       */
      timestamp?: string;
      /** @description How bad, from 0 (none) to 10 (worst imaginable) */
      severity?: number | null;
      /** @description What else there is to say */
      notes?: string | null;
    };
    /** PatientCondition */
    PatientCondition: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description Whose it is
       */
      patientId: string;
      /** @description Where it comes from: manual, or the name of the system it was imported from */
      source: string;
      /** @description Its id there */
      externalId: string | null;
      /**
       * Format: uuid
       * @description The import that brought it or changed it last; null when it was entered
       */
      importId: string | null;
      /** @description Remarks */
      notes: string | null;
      /**
       * Format: uuid
       * @description Who entered it; null for background work
       */
      createdBy: string | null;
      /**
       * Format: date-time
       * @description When the row was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it was last changed
       */
      updatedAt: string;
      /** @description Counts changes; the ETag */
      version: number;
      /**
       * Format: uuid
       * @description The condition of the catalogue with its code, if there is one
       */
      conditionId: string | null;
      /** @description Name as entered or received */
      name: string;
      /** @description URI of the code system */
      codeSystem: string | null;
      /** @description Code in that system */
      code: string | null;
      /** @description Every coding the source gave: a list of {system, code, display}; null when entered by hand */
      codings: unknown;
      /** @description FHIR condition-clinical; null when not told */
      clinicalStatus: string | null;
      /** @description FHIR condition-ver-status; null when not told */
      verificationStatus: string | null;
      /**
       * Format: date-time
       * @description When it began
       */
      onsetAt: string | null;
      /**
       * Format: date-time
       * @description When it ended; null while it lasts or when not told
       */
      abatedAt: string | null;
      /**
       * Format: date-time
       * @description When it was recorded
       */
      recordedAt: string;
    };
    /** PatientConditionInput */
    PatientConditionInput: {
      /**
       * Format: uuid
       * @description A condition of the catalogue; found by codeSystem and code if absent
       */
      conditionId?: string | null;
      /** @description Name */
      name: string;
      /** @description URI of the code system of code */
      codeSystem?: string | null;
      /** @description Code, such as E11.9 */
      code?: string | null;
      /**
       * @description FHIR condition-clinical
       * @enum {string|null}
       */
      clinicalStatus?: 'active' | 'recurrence' | 'relapse' | 'inactive' | 'remission' | 'resolved' | null;
      /**
       * @description FHIR condition-ver-status
       * @enum {string|null}
       */
      verificationStatus?:
        'unconfirmed' | 'provisional' | 'differential' | 'confirmed' | 'refuted' | 'entered-in-error' | null;
      /**
       * Format: date-time
       * @description When it began
       */
      onsetAt?: string | null;
      /**
       * Format: date-time
       * @description When it ended
       */
      abatedAt?: string | null;
      /**
       * Format: date-time
       * @description When it was recorded; now if absent
       */
      recordedAt?: string;
      /** @description Remarks */
      notes?: string | null;
    };
    /** PatientConditionChange */
    PatientConditionChange: {
      /**
       * Format: uuid
       * @description A condition of the catalogue; found by codeSystem and code if absent
       */
      conditionId?: string | null;
      /** @description Name */
      name?: string;
      /** @description URI of the code system of code */
      codeSystem?: string | null;
      /** @description Code, such as E11.9 */
      code?: string | null;
      /**
       * @description FHIR condition-clinical
       * @enum {string|null}
       */
      clinicalStatus?: 'active' | 'recurrence' | 'relapse' | 'inactive' | 'remission' | 'resolved' | null;
      /**
       * @description FHIR condition-ver-status
       * @enum {string|null}
       */
      verificationStatus?:
        'unconfirmed' | 'provisional' | 'differential' | 'confirmed' | 'refuted' | 'entered-in-error' | null;
      /**
       * Format: date-time
       * @description When it began
       */
      onsetAt?: string | null;
      /**
       * Format: date-time
       * @description When it ended
       */
      abatedAt?: string | null;
      /**
       * Format: date-time
       * @description When it was recorded; now if absent
       */
      recordedAt?: string;
      /** @description Remarks */
      notes?: string | null;
    };
    /** PatientConsent */
    PatientConsent: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description Who agreed
       */
      patientId: string;
      /** @description What for: care, research, ai-assistance, marketing */
      purpose: string;
      /** @description Version of the text that was agreed to */
      textVersion: number;
      /** @description Language in which it was agreed to */
      textLanguage: string;
      /** @description How: in-person-app, care-team (by taking a provider into the care team) or paper */
      method: string;
      /**
       * Format: date-time
       * @description Since when it holds
       */
      givenAt: string;
      /**
       * Format: uuid
       * @description Who said so: the patient, or a guardian who acts for the patient; null for background work
       */
      givenBy: string | null;
      /**
       * Format: date-time
       * @description Until when it held: it was withdrawn, or a newer text was agreed to; null while it holds
       */
      withdrawnAt: string | null;
      /**
       * Format: uuid
       * @description Who withdrew it
       */
      withdrawnBy: string | null;
      /**
       * Format: date-time
       * @description When it was last changed
       */
      updatedAt: string;
      /** @description Counts changes; the ETag */
      version: number;
    };
    /** ConsentInput */
    ConsentInput: {
      /**
       * @description What it is agreed to
       * @enum {string}
       */
      purpose: 'care' | 'research' | 'ai-assistance' | 'marketing';
      /** @description Version of the text that was read: the one in force */
      textVersion: number;
      /** @description Language in which it was read; en if absent */
      textLanguage?: string;
    };
    /** ConsentWithdrawal */
    ConsentWithdrawal: {
      /**
       * @description What is no longer agreed to
       * @enum {string}
       */
      purpose: 'care' | 'research' | 'ai-assistance' | 'marketing';
    };
    /** DailyValues */
    DailyValues: {
      /**
       * Format: uuid
       * @description The variable
       */
      variableId: string;
      /** @description UCUM code of the values */
      unit: string | null;
      /** @description Some of the days are yet to be computed again in the background; ask again */
      computing: boolean;
      /** @description Days on which something was measured, oldest first */
      days: {
        /**
         * Format: date
         * @description The patient’s own day
         */
        day: string;
        /** @description Total of a sum-type variable, mean of a sample-type one; null: nothing could be counted */
        value: number | null;
        /** @description Median of a sample-type variable */
        median: number | null;
        /** @description Least single value */
        min: number | null;
        /** @description Greatest single value */
        max: number | null;
        /** @description Measurements that went into it */
        count: number;
        /** @description Measurements that have no value in the unit, are bounds, or tell of more than two days */
        leftOut: number;
        /** @description What each source told and how much of it counted */
        sources: {
          /** @description Name of the source */
          source: string;
          /** @description Measurements it told */
          count: number;
          /** @description Of these, how many counted, wholly or in part */
          counted: number;
          /** @description What it tells by itself: its total, or the mean of its values */
          value: number;
          /** @description Of a total: how much of it counted; null for a mean */
          taken: number | null;
        }[];
        /** @description The day is over */
        complete: boolean;
        /**
         * Format: date-time
         * @description When it was computed
         */
        computedAt: string;
      }[];
    };
    /** ErasureRequest */
    ErasureRequest: {
      /**
       * Format: uuid
       * @description The request
       */
      id: string;
      /** @description The sentence they agreed to */
      acknowledgement: string;
      /** @description requested, withdrawn or done */
      status: string;
      /**
       * Format: date-time
       * @description From when on it is done; until then it can be withdrawn
       */
      dueAt: string;
      /**
       * Format: uuid
       * @description The background job that does it
       */
      jobId: string | null;
      /**
       * Format: date-time
       * @description When it was withdrawn
       */
      withdrawnAt: string | null;
      /**
       * Format: date-time
       * @description When it was done
       */
      doneAt: string | null;
      /** @description How many rows of which table were deleted or pseudonymised */
      erased: unknown;
      /**
       * Format: date-time
       * @description When it was asked for
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it last changed
       */
      updatedAt: string;
      /** @description Counts changes; the ETag */
      version: number;
    };
    /** ErasureInput */
    ErasureInput: {
      /** @description The password, once more */
      password: string;
      /**
       * @description What the patient agrees to, word for word
       * @enum {string}
       */
      acknowledgement: 'I understand that everything about me will be erased and cannot be brought back.';
    };
    /** DataExport */
    DataExport: {
      /**
       * Format: uuid
       * @description The export
       */
      id: string;
      /**
       * Format: uuid
       * @description Whose data the file holds
       */
      patientId: string;
      /**
       * Format: uuid
       * @description The background job that makes it; its progress is there
       */
      jobId: string | null;
      /** @description Size of the file in bytes; null until it is ready */
      byteCount: number | null;
      /** @description SHA-256 of the file, in hexadecimal */
      sha256: string | null;
      /**
       * Format: date-time
       * @description When it was asked for
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When the file was complete
       */
      readyAt: string | null;
      /**
       * Format: date-time
       * @description From when on the file is gone
       */
      expiresAt: string;
      /**
       * Format: date-time
       * @description When it last changed
       */
      updatedAt: string;
      /** @description Counts changes; the ETag */
      version: number;
      /** @description queued, running, ready, failed, cancelled, or expired: then the file is gone */
      status: string;
    };
    /** FoodFavourite */
    FoodFavourite: {
      /**
       * Format: uuid
       * @description Row id
       */
      id: string;
      /**
       * Format: uuid
       * @description The patient
       */
      patientId: string;
      /** @description Counts the changes; the ETag */
      version: number;
      /**
       * Format: date-time
       * @description When the row was last changed
       */
      updatedAt: string;
      /** @description What the patient calls it */
      name: string;
      /** @description What it is made of: a list of foods with quantity and unit, as the food log takes them */
      items: unknown;
      /**
       * Format: date-time
       * @description When the row was added
       */
      createdAt: string;
    };
    /** FoodFavouriteInput */
    FoodFavouriteInput: {
      /** @description What it is called: porridge as always */
      name: string;
      /** @description What it is made of: one food, or those of a meal */
      items: {
        /**
         * Format: uuid
         * @description A food to work the values out of that are not told: value per 100 g × quantity × grams of unit ÷ 100, where unit is g, kg or one of its portions
         */
        foodId?: string | null;
        /** @description What was eaten; the name of the food if absent */
        foodName?: string;
        /** @description How much, in unit */
        quantity?: number | null;
        /** @description Unit of quantity: g, ml, slice, cup */
        unit?: string | null;
        /** @description Energy in kcal */
        calories?: number | null;
        /** @description Protein in grams */
        protein?: number | null;
        /** @description Carbohydrates in grams */
        carbs?: number | null;
        /** @description Fat in grams */
        fat?: number | null;
      }[];
    };
    /** FoodFavouriteChange */
    FoodFavouriteChange: {
      /** @description What it is called: porridge as always */
      name?: string;
      /** @description What it is made of: one food, or those of a meal */
      items?: {
        /**
         * Format: uuid
         * @description A food to work the values out of that are not told: value per 100 g × quantity × grams of unit ÷ 100, where unit is g, kg or one of its portions
         */
        foodId?: string | null;
        /** @description What was eaten; the name of the food if absent */
        foodName?: string;
        /** @description How much, in unit */
        quantity?: number | null;
        /** @description Unit of quantity: g, ml, slice, cup */
        unit?: string | null;
        /** @description Energy in kcal */
        calories?: number | null;
        /** @description Protein in grams */
        protein?: number | null;
        /** @description Carbohydrates in grams */
        carbs?: number | null;
        /** @description Fat in grams */
        fat?: number | null;
      }[];
    };
    /** FoodLogEntry */
    FoodLogEntry: {
      /**
       * Format: uuid
       * @description Row id
       */
      id: string;
      /**
       * Format: uuid
       * @description The patient
       */
      patientId: string;
      /** @description Counts the changes; the ETag */
      version: number;
      /**
       * Format: date-time
       * @description When the row was last changed
       */
      updatedAt: string;
      /** @description Who told it: manual, or the app or device it was imported from */
      source: string;
      /** @description Its id there */
      externalId: string | null;
      /**
       * Format: uuid
       * @description The import that brought it; null when it was entered
       */
      importId: string | null;
      /** @description Minutes east of UTC on the clock of timestamp */
      utcOffsetMinutes: number | null;
      /** @description IANA time zone of timestamp */
      timeZone: string | null;
      /**
       * Format: date-time
       * @description When the row was added
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it was eaten
       */
      timestamp: string;
      /** @description What was eaten */
      foodName: string;
      /** @description How much, in unit */
      quantity: number | null;
      /** @description Unit of quantity: g, ml, slice, cup */
      unit: string | null;
      /** @description Energy in kcal */
      calories: number | null;
      /** @description Protein in grams */
      protein: number | null;
      /** @description Carbohydrates in grams */
      carbs: number | null;
      /** @description Fat in grams */
      fat: number | null;
      /** @description What else was written */
      notes: string | null;
      /** @description Which meal it belongs to */
      meal: string | null;
      /**
       * Format: uuid
       * @description The food that its values were worked out of; null when they were told. The food may be gone since
       */
      foodId: string | null;
      /** @description Other nutrients in it: a list of nutrient, amount and unit. Lists have them on request */
      nutrients?: unknown;
    };
    /** FoodLogInput */
    FoodLogInput: {
      /**
       * Format: uuid
       * @description A food to work the values out of that are not told: value per 100 g × quantity × grams of unit ÷ 100, where unit is g, kg or one of its portions
       */
      foodId?: string | null;
      /** @description What was eaten; the name of the food if absent */
      foodName?: string;
      /** @description How much, in unit */
      quantity?: number | null;
      /** @description Unit of quantity: g, ml, slice, cup */
      unit?: string | null;
      /** @description Energy in kcal */
      calories?: number | null;
      /** @description Protein in grams */
      protein?: number | null;
      /** @description Carbohydrates in grams */
      carbs?: number | null;
      /** @description Fat in grams */
      fat?: number | null;
      /**
       * Format: date-time
       * @description When it was eaten; now if absent
       */
      timestamp?: string;
      /** @description IANA time zone of timestamp */
      timeZone?: string | null;
      /** @description Which meal it belongs to: breakfast, lunch */
      meal?: string | null;
      /** @description What else there is to say */
      notes?: string | null;
      /** @description Other nutrients in what was eaten; in a change, all of them */
      nutrients?: {
        /** @description Its name: Vitamin C, Fiber */
        nutrient: string;
        /** @description How much of it, in unit */
        amount: number;
        /** @description UCUM code of the unit: g, mg, ug */
        unit: string;
      }[];
    };
    /** FoodLogChange */
    FoodLogChange: {
      /**
       * Format: uuid
       * @description A food to work the values out of that are not told: value per 100 g × quantity × grams of unit ÷ 100, where unit is g, kg or one of its portions
       */
      foodId?: string | null;
      /** @description What was eaten; the name of the food if absent */
      foodName?: string;
      /** @description How much, in unit */
      quantity?: number | null;
      /** @description Unit of quantity: g, ml, slice, cup */
      unit?: string | null;
      /** @description Energy in kcal */
      calories?: number | null;
      /** @description Protein in grams */
      protein?: number | null;
      /** @description Carbohydrates in grams */
      carbs?: number | null;
      /** @description Fat in grams */
      fat?: number | null;
      /**
       * Format: date-time
       * @description When it was eaten; now if absent
       */
      timestamp?: string;
      /** @description IANA time zone of timestamp */
      timeZone?: string | null;
      /** @description Which meal it belongs to: breakfast, lunch */
      meal?: string | null;
      /** @description What else there is to say */
      notes?: string | null;
      /** @description Other nutrients in what was eaten; in a change, all of them */
      nutrients?: {
        /** @description Its name: Vitamin C, Fiber */
        nutrient: string;
        /** @description How much of it, in unit */
        amount: number;
        /** @description UCUM code of the unit: g, mg, ug */
        unit: string;
      }[];
    };
    /** RecentFood */
    RecentFood: {
      /**
       * Format: uuid
       * @description The last entry of it: what to repeat
       */
      entryId: string;
      /**
       * Format: uuid
       * @description The food, if it was chosen
       */
      foodId: string | null;
      /** @description What it was called last */
      foodName: string;
      /** @description How much it was last, in unit */
      quantity: number | null;
      /** @description Unit of quantity */
      unit: string | null;
      /** @description Which meal it belonged to last */
      meal: string | null;
      /** @description How often it was noted in the last 90 days */
      times: number;
      /**
       * Format: date-time
       * @description When it was eaten last
       */
      lastAt: string;
    };
    /** RepeatInput */
    RepeatInput: {
      /**
       * Format: date
       * @description The day whose entries are repeated, on the clock that each was noted by; on the clock of at, where none is known
       */
      day?: string;
      /** @description Of the day, only the entries of this meal */
      ofMeal?: string;
      /** @description The entries that are repeated */
      entryIds?: string[];
      /**
       * Format: uuid
       * @description The favourite that is noted
       */
      favouriteId?: string;
      /**
       * Format: date-time
       * @description When it is eaten, or the first of it: later entries keep their distance; now if absent
       */
      at?: string;
      /** @description IANA time zone of at */
      timeZone?: string;
      /** @description Which meal it belongs to; that of the entries if absent */
      meal?: string;
    };
    /** RepeatedMeal */
    RepeatedMeal: {
      items: {
        /**
         * Format: uuid
         * @description Row id
         */
        id: string;
        /**
         * Format: uuid
         * @description The patient
         */
        patientId: string;
        /** @description Counts the changes; the ETag */
        version: number;
        /**
         * Format: date-time
         * @description When the row was last changed
         */
        updatedAt: string;
        /** @description Who told it: manual, or the app or device it was imported from */
        source: string;
        /** @description Its id there */
        externalId: string | null;
        /**
         * Format: uuid
         * @description The import that brought it; null when it was entered
         */
        importId: string | null;
        /** @description Minutes east of UTC on the clock of timestamp */
        utcOffsetMinutes: number | null;
        /** @description IANA time zone of timestamp */
        timeZone: string | null;
        /**
         * Format: date-time
         * @description When the row was added
         */
        createdAt: string;
        /**
         * Format: date-time
         * @description When it was eaten
         */
        timestamp: string;
        /** @description What was eaten */
        foodName: string;
        /** @description How much, in unit */
        quantity: number | null;
        /** @description Unit of quantity: g, ml, slice, cup */
        unit: string | null;
        /** @description Energy in kcal */
        calories: number | null;
        /** @description Protein in grams */
        protein: number | null;
        /** @description Carbohydrates in grams */
        carbs: number | null;
        /** @description Fat in grams */
        fat: number | null;
        /** @description What else was written */
        notes: string | null;
        /** @description Which meal it belongs to */
        meal: string | null;
        /**
         * Format: uuid
         * @description The food that its values were worked out of; null when they were told. The food may be gone since
         */
        foodId: string | null;
        /** @description Other nutrients in it: a list of nutrient, amount and unit. Lists have them on request */
        nutrients: unknown;
      }[];
    };
    /** FoodInput */
    FoodInput: {
      /** @description What it is called */
      name: string;
      /** @description Who makes it */
      brand?: string | null;
      /** @description Energy in kcal per 100 g */
      energyKcal?: number | null;
      /** @description Protein in g per 100 g */
      protein?: number | null;
      /** @description Carbohydrates in g per 100 g */
      carbs?: number | null;
      /** @description Fat in g per 100 g */
      fat?: number | null;
      /** @description Other nutrients in 100 g of it; in a change, all of them */
      nutrients?: {
        /** @description Its name: Vitamin C, Fiber */
        nutrient: string;
        /** @description How much of it, in unit */
        amount: number;
        /** @description UCUM code of the unit: g, mg, ug */
        unit: string;
      }[];
      /** @description Portions it comes in; in a change, all of them */
      portions?: {
        /** @description What it is called: 1 cup, 1 slice */
        name: string;
        /** @description What it weighs, in g */
        grams: number;
      }[];
    };
    /** FoodChange */
    FoodChange: {
      /** @description What it is called */
      name?: string;
      /** @description Who makes it */
      brand?: string | null;
      /** @description Energy in kcal per 100 g */
      energyKcal?: number | null;
      /** @description Protein in g per 100 g */
      protein?: number | null;
      /** @description Carbohydrates in g per 100 g */
      carbs?: number | null;
      /** @description Fat in g per 100 g */
      fat?: number | null;
      /** @description Other nutrients in 100 g of it; in a change, all of them */
      nutrients?: {
        /** @description Its name: Vitamin C, Fiber */
        nutrient: string;
        /** @description How much of it, in unit */
        amount: number;
        /** @description UCUM code of the unit: g, mg, ug */
        unit: string;
      }[];
      /** @description Portions it comes in; in a change, all of them */
      portions?: {
        /** @description What it is called: 1 cup, 1 slice */
        name: string;
        /** @description What it weighs, in g */
        grams: number;
      }[];
    };
    /** HealthGoal */
    HealthGoal: {
      /**
       * Format: uuid
       * @description Row id
       */
      id: string;
      /**
       * Format: uuid
       * @description The patient
       */
      patientId: string;
      /** @description Counts the changes; the ETag */
      version: number;
      /**
       * Format: date-time
       * @description When the row was last changed
       */
      updatedAt: string;
      /** @description The goal in one line */
      title: string;
      /** @description The goal in more words */
      description: string | null;
      /** @description What is to be reached, in unit */
      targetValue: number | null;
      /** @description Where the patient is now, in unit */
      currentValue: number | null;
      /** @description Unit of both values, UCUM where it is known */
      unit: string | null;
      /**
       * Format: date-time
       * @description From when on
       */
      startDate: string | null;
      /**
       * Format: date-time
       * @description By when
       */
      targetDate: string | null;
      /** @description Where the goal stands (FHIR goal-status) */
      status: string;
      /** @description What has come of it (FHIR goal-achievement) */
      achievementStatus: string | null;
      /**
       * Format: uuid
       * @description The variable that currentValue follows; null when it is kept by hand
       */
      variableId: string | null;
      /** @description What of the variable: its latest day, or the average or total of the last periodDays */
      measure: string | null;
      /** @description Is targetValue the least or the most? */
      direction: string | null;
      /** @description Days of an average or total, today included */
      periodDays: number | null;
      /** @description The measure when the goal began, in unit */
      startValue: number | null;
      /** @description Part of the way, 0 to 1; 1 when the target is met */
      progress: number | null;
      /** @description Change per week over the last four weeks, in unit (median of slopes) */
      pacePerWeek: number | null;
      /**
       * Format: date
       * @description When the target is met if the pace stays
       */
      projectedOn: string | null;
      /** @description Will it be met by targetDate? */
      onTrack: boolean | null;
      /**
       * Format: date
       * @description The newest day on which the variable was measured
       */
      measuredOn: string | null;
      /** @description The kind of system it was imported from */
      source: string | null;
      /** @description Its id there */
      externalId: string | null;
      /**
       * Format: uuid
       * @description Who wrote or imported it
       */
      recordedBy: string | null;
      /**
       * Format: uuid
       * @description The import that brought it or changed it last
       */
      importId: string | null;
      /**
       * Format: date-time
       * @description When the row was added
       */
      createdAt: string;
    };
    /** HealthGoalInput */
    HealthGoalInput: {
      /** @description The goal in one line */
      title: string;
      /** @description The goal in more words */
      description?: string | null;
      /** @description What is to be reached, in unit */
      targetValue?: number | null;
      /** @description Where the patient is now, in unit */
      currentValue?: number | null;
      /** @description Unit of both values, UCUM where it is known */
      unit?: string | null;
      /**
       * Format: date-time
       * @description From when on; now if absent
       */
      startDate?: string | null;
      /**
       * Format: date-time
       * @description By when
       */
      targetDate?: string | null;
      /**
       * @description Where the goal stands (FHIR goal-status)
       * @enum {string}
       */
      status:
        'proposed' | 'planned' | 'accepted' | 'active' | 'on-hold' | 'completed' | 'cancelled' | 'rejected';
      /**
       * @description What has come of it (FHIR goal-achievement)
       * @enum {string|null}
       */
      achievementStatus?:
        | 'in-progress'
        | 'improving'
        | 'worsening'
        | 'no-change'
        | 'achieved'
        | 'sustaining'
        | 'not-achieved'
        | 'no-progress'
        | 'not-attainable'
        | null;
      /**
       * Format: uuid
       * @description The variable that the goal follows: currentValue, progress and pace are then kept by what is measured; unit is that of the variable, and targetValue and direction are needed
       */
      variableId?: string | null;
      /**
       * @description What of the variable: its latest day (if absent), or the average or total of the last periodDays
       * @enum {string|null}
       */
      measure?: 'latest' | 'average' | 'total' | null;
      /**
       * @description Is targetValue the least or the most?
       * @enum {string|null}
       */
      direction?: 'at-least' | 'at-most' | null;
      /** @description Days of an average or total, today included; 7 if absent */
      periodDays?: number | null;
    };
    /** HealthGoalChange */
    HealthGoalChange: {
      /** @description The goal in one line */
      title?: string;
      /** @description The goal in more words */
      description?: string | null;
      /** @description What is to be reached, in unit */
      targetValue?: number | null;
      /** @description Where the patient is now, in unit */
      currentValue?: number | null;
      /** @description Unit of both values, UCUM where it is known */
      unit?: string | null;
      /**
       * Format: date-time
       * @description From when on; now if absent
       */
      startDate?: string | null;
      /**
       * Format: date-time
       * @description By when
       */
      targetDate?: string | null;
      /**
       * @description Where the goal stands (FHIR goal-status)
       * @enum {string}
       */
      status?:
        'proposed' | 'planned' | 'accepted' | 'active' | 'on-hold' | 'completed' | 'cancelled' | 'rejected';
      /**
       * @description What has come of it (FHIR goal-achievement)
       * @enum {string|null}
       */
      achievementStatus?:
        | 'in-progress'
        | 'improving'
        | 'worsening'
        | 'no-change'
        | 'achieved'
        | 'sustaining'
        | 'not-achieved'
        | 'no-progress'
        | 'not-attainable'
        | null;
      /**
       * Format: uuid
       * @description The variable that the goal follows: currentValue, progress and pace are then kept by what is measured; unit is that of the variable, and targetValue and direction are needed
       */
      variableId?: string | null;
      /**
       * @description What of the variable: its latest day (if absent), or the average or total of the last periodDays
       * @enum {string|null}
       */
      measure?: 'latest' | 'average' | 'total' | null;
      /**
       * @description Is targetValue the least or the most?
       * @enum {string|null}
       */
      direction?: 'at-least' | 'at-most' | null;
      /** @description Days of an average or total, today included; 7 if absent */
      periodDays?: number | null;
    };
    /** ImportSource */
    ImportSource: {
      /**
       * Format: uuid
       * @description Row id
       */
      id: string;
      /**
       * Format: uuid
       * @description The patient
       */
      patientId: string;
      /** @description Counts the changes; the ETag */
      version: number;
      /**
       * Format: date-time
       * @description When the row was last changed
       */
      updatedAt: string;
      /** @description What the patient calls it */
      sourceName: string;
      /** @description What kind of place it is */
      sourceType: string;
      /** @description Whether data is fetched */
      status: string;
      /**
       * Format: date-time
       * @description When data last came from there
       */
      lastSync: string | null;
      /** @description How its files were read last */
      format: string | null;
      /** @description What was answered about its files; used for the next one */
      answers: unknown;
      /**
       * Format: date-time
       * @description When the row was added
       */
      createdAt: string;
    };
    /** ImportSourceInput */
    ImportSourceInput: {
      /** @description What you call it */
      sourceName: string;
      /**
       * @description What kind of place it is
       * @enum {string}
       */
      sourceType: 'fhir' | 'file' | 'wearable' | 'app' | 'laboratory' | 'pharmacy' | 'hospital' | 'other';
      /** @description What signs in there; it is sealed and never shown again */
      authToken?: string | null;
      /**
       * @description Whether data is fetched from there
       * @enum {string}
       */
      status: 'active' | 'paused' | 'error' | 'disconnected';
    };
    /** ImportSourceChange */
    ImportSourceChange: {
      /** @description What you call it */
      sourceName?: string;
      /**
       * @description What kind of place it is
       * @enum {string}
       */
      sourceType?: 'fhir' | 'file' | 'wearable' | 'app' | 'laboratory' | 'pharmacy' | 'hospital' | 'other';
      /** @description What signs in there; it is sealed and never shown again */
      authToken?: string | null;
      /**
       * @description Whether data is fetched from there
       * @enum {string}
       */
      status?: 'active' | 'paused' | 'error' | 'disconnected';
    };
    /** PatientImportSummary */
    PatientImportSummary: {
      /**
       * Format: uuid
       * @description Row id
       */
      id: string;
      /**
       * Format: uuid
       * @description The patient
       */
      patientId: string;
      /** @description Counts the changes; the ETag */
      version: number;
      /**
       * Format: date-time
       * @description When the row was last changed
       */
      updatedAt: string;
      /**
       * Format: uuid
       * @description The import source the file came from
       */
      sourceId: string | null;
      /** @description How the file was read, such as fhir-r4; unknown until it is recognised */
      format: string;
      /** @description How the files of the upload were read: ids of formats */
      formats: string[];
      /** @description What the file was called */
      fileName: string | null;
      /** @description Size of the file in bytes */
      byteCount: number;
      /** @description SHA-256 of the file, in hexadecimal */
      contentSha256: string;
      /** @description waiting (for answers), queued, running, done, refused (the file cannot be used), failed (the instance could not), interrupted, cancelled, undoing or undone */
      status: string;
      /** @description How far the file was read, in bytes of the upload */
      bytesRead: number;
      /** @description Entries of a FHIR bundle; told by older versions only */
      entriesRead: number | null;
      /** @description Records that were read so far; null before */
      recordsRead: number | null;
      /** @description Records that were compared with what is stored, so far */
      recordsDone: number;
      /** @description Why it was refused or failed */
      problem: {
        code: string;
        detail: string;
        /** @description What kind of error it is */
        kind?: string;
        errors?: {
          field: string;
          rule: string;
          message: string;
        }[];
      } | null;
      /** @description What must be answered before the file can be read */
      questions:
        | {
            /** @description The same for every such file */
            id: string;
            text: string;
            /** @enum {string} */
            kind: 'time-zone' | 'choice' | 'columns';
            choices?: {
              value: string;
              label: string;
            }[];
            examples?: string[];
          }[]
        | null;
      /** @description What was answered, by question */
      answers: {
        [key: string]: string;
      } | null;
      /** @description Rows that were taken back, a count */
      rowsUndone: number;
      /**
       * Format: uuid
       * @description Who started it; null when the instance did
       */
      startedBy: string | null;
      /**
       * Format: date-time
       * @description When it was started
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it came to its end
       */
      finishedAt: string | null;
      /**
       * Format: date-time
       * @description When its rows were taken back on request
       */
      undoneAt: string | null;
    };
    /** PatientImport */
    PatientImport: {
      /**
       * Format: uuid
       * @description Row id
       */
      id: string;
      /**
       * Format: uuid
       * @description The patient
       */
      patientId: string;
      /** @description Counts the changes; the ETag */
      version: number;
      /**
       * Format: date-time
       * @description When the row was last changed
       */
      updatedAt: string;
      /**
       * Format: uuid
       * @description The import source the file came from
       */
      sourceId: string | null;
      /** @description How the file was read, such as fhir-r4; unknown until it is recognised */
      format: string;
      /** @description How the files of the upload were read: ids of formats */
      formats: string[];
      /** @description What the file was called */
      fileName: string | null;
      /** @description Size of the file in bytes */
      byteCount: number;
      /** @description SHA-256 of the file, in hexadecimal */
      contentSha256: string;
      /** @description waiting (for answers), queued, running, done, refused (the file cannot be used), failed (the instance could not), interrupted, cancelled, undoing or undone */
      status: string;
      /** @description How far the file was read, in bytes of the upload */
      bytesRead: number;
      /** @description Entries of a FHIR bundle; told by older versions only */
      entriesRead: number | null;
      /** @description Records that were read so far; null before */
      recordsRead: number | null;
      /** @description Records that were compared with what is stored, so far */
      recordsDone: number;
      /** @description When done: records, in total and by kind */
      counts: {
        /** @description Records of the file: stored + duplicate + quarantined + skipped */
        read: number;
        /** @description Records of which at least one row was added or changed */
        stored: number;
        /** @description Records whose rows were all there already */
        duplicate: number;
        /** @description Records that should be stored and cannot be */
        quarantined: number;
        /** @description Records that there is no place for */
        skipped: number;
        /** @description Rows that were changed */
        updated: number;
        /** @description By the source’s own name for such records */
        kinds: {
          [key: string]: {
            /** @description Records of the file: stored + duplicate + quarantined + skipped */
            read: number;
            /** @description Records of which at least one row was added or changed */
            stored: number;
            /** @description Records whose rows were all there already */
            duplicate: number;
            /** @description Records that should be stored and cannot be */
            quarantined: number;
            /** @description Records that there is no place for */
            skipped: number;
          };
        };
      } | null;
      /** @description What became of every record, when done */
      report: {
        formats?: {
          id: string;
          title: string;
          /** @description Files that were read so */
          files: number;
        }[];
        /** @description Files of the upload */
        files?: number;
        ignored?: {
          path: string;
          reason: string;
        }[];
        /** @description Files that were not read */
        ignoredCount?: number;
        total?: {
          /** @description Records of the file: stored + duplicate + quarantined + skipped */
          read: number;
          /** @description Records of which at least one row was added or changed */
          stored: number;
          /** @description Records whose rows were all there already */
          duplicate: number;
          /** @description Records that should be stored and cannot be */
          quarantined: number;
          /** @description Records that there is no place for */
          skipped: number;
        };
        /** @description By the source’s own name for such records */
        kinds?: {
          [key: string]: {
            /** @description Records of the file: stored + duplicate + quarantined + skipped */
            read: number;
            /** @description Records of which at least one row was added or changed */
            stored: number;
            /** @description Records whose rows were all there already */
            duplicate: number;
            /** @description Records that should be stored and cannot be */
            quarantined: number;
            /** @description Records that there is no place for */
            skipped: number;
          };
        };
        rows?: {
          profile: {
            /** @description Rows added */
            created: number;
            /** @description Rows that another version of the same record changed */
            updated: number;
            /** @description Rows that were there already */
            duplicate: number;
          };
          conditions: {
            /** @description Rows added */
            created: number;
            /** @description Rows that another version of the same record changed */
            updated: number;
            /** @description Rows that were there already */
            duplicate: number;
          };
          treatments: {
            /** @description Rows added */
            created: number;
            /** @description Rows that another version of the same record changed */
            updated: number;
            /** @description Rows that were there already */
            duplicate: number;
          };
          measurements: {
            /** @description Rows added */
            created: number;
            /** @description Rows that another version of the same record changed */
            updated: number;
            /** @description Rows that were there already */
            duplicate: number;
          };
          goals: {
            /** @description Rows added */
            created: number;
            /** @description Rows that another version of the same record changed */
            updated: number;
            /** @description Rows that were there already */
            duplicate: number;
          };
          foods: {
            /** @description Rows added */
            created: number;
            /** @description Rows that another version of the same record changed */
            updated: number;
            /** @description Rows that were there already */
            duplicate: number;
          };
          activities: {
            /** @description Rows added */
            created: number;
            /** @description Rows that another version of the same record changed */
            updated: number;
            /** @description Rows that were there already */
            duplicate: number;
          };
        };
        problems?: {
          /** @description Records that could not be stored */
          quarantined: number;
          /** @description What else is to know about the files */
          notes: number;
          /** @description How many of both are told one by one */
          told: number;
        };
      } | null;
      /** @description Why it was refused or failed */
      problem: {
        code: string;
        detail: string;
        /** @description What kind of error it is */
        kind?: string;
        errors?: {
          field: string;
          rule: string;
          message: string;
        }[];
      } | null;
      /** @description What must be answered before the file can be read */
      questions:
        | {
            /** @description The same for every such file */
            id: string;
            text: string;
            /** @enum {string} */
            kind: 'time-zone' | 'choice' | 'columns';
            choices?: {
              value: string;
              label: string;
            }[];
            examples?: string[];
          }[]
        | null;
      /** @description What was answered, by question */
      answers: {
        [key: string]: string;
      } | null;
      /** @description Rows that were taken back, a count */
      rowsUndone: number;
      /**
       * Format: uuid
       * @description Who started it; null when the instance did
       */
      startedBy: string | null;
      /**
       * Format: date-time
       * @description When it was started
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it came to its end
       */
      finishedAt: string | null;
      /**
       * Format: date-time
       * @description When its rows were taken back on request
       */
      undoneAt: string | null;
    };
    /** ImportAnswersInput */
    ImportAnswersInput: {
      /** @description Answers by the id of the question */
      answers: Record<string, never> | unknown[];
    };
    /** ImportProblemRow */
    ImportProblemRow: {
      /** @description Orders the problems as they stand in the files */
      number: number;
      /** @description quarantined (a record that was not stored) or note */
      severity: string;
      /** @description The file of the upload */
      file: string;
      /** @description Line of a text file, else number of the record, from 1; 0 for the file as a whole */
      line: number;
      /** @description The source’s own name for such records; null for notes */
      kind: string | null;
      /** @description Column, attribute or path that is to blame, if one is */
      field: string | null;
      /** @description Why, in words */
      reason: string;
    };
    /** Insight */
    Insight: {
      /**
       * Format: uuid
       * @description Row id
       */
      id: string;
      /**
       * Format: uuid
       * @description The patient
       */
      patientId: string;
      /** @description Counts the changes; the ETag */
      version: number;
      /**
       * Format: date-time
       * @description When the row was last changed
       */
      updatedAt: string;
      /** @description What kind of statement it is */
      insightType: string;
      /** @description The statement */
      insightText: string;
      /** @description How sure its maker is, from 0 to 1 */
      confidenceScore: number | null;
      /** @description Which data it rests on, as its maker describes it */
      dataSources: unknown;
      /**
       * Format: date-time
       * @description When it was made
       */
      generatedAt: string;
      /**
       * Format: date-time
       * @description When the patient first saw it
       */
      viewedAt: string | null;
      /** @description The patient does not want to see it, nor to show it to providers */
      isHidden: boolean;
      /**
       * Format: uuid
       * @description The provider who made it; null for background work
       */
      recordedBy: string | null;
      /** @description The question it answers, where it was computed */
      question: string | null;
      /** @description What it says short of its numbers, where it was computed */
      statement: string | null;
    };
    /** InsightInput */
    InsightInput: {
      /**
       * @description What kind of statement it is
       * @enum {string}
       */
      insightType: 'trend' | 'correlation' | 'anomaly' | 'reminder' | 'recommendation' | 'summary' | 'other';
      /** @description The statement */
      insightText: string;
      /** @description How sure you are, from 0 to 1 */
      confidenceScore?: number | null;
      /** @description Which data it rests on */
      dataSources?: Record<string, never> | unknown[];
      /**
       * Format: date-time
       * @description When it was made; now if absent
       */
      generatedAt?: string;
    };
    /** InsightChange */
    InsightChange: {
      /**
       * @description What kind of statement it is
       * @enum {string}
       */
      insightType?: 'trend' | 'correlation' | 'anomaly' | 'reminder' | 'recommendation' | 'summary' | 'other';
      /** @description The statement */
      insightText?: string;
      /** @description How sure you are, from 0 to 1 */
      confidenceScore?: number | null;
      /** @description Which data it rests on */
      dataSources?: Record<string, never> | unknown[];
      /**
       * Format: date-time
       * @description When it was made; now if absent
       */
      generatedAt?: string;
      /**
       * Format: date-time
       * @description When the patient first saw it
       */
      viewedAt?: string | null;
      /** @description The patient does not want to see it, nor to show it to providers */
      isHidden?: boolean;
    };
    /** InsightRefreshInput */
    InsightRefreshInput: {
      /** @description Ids of variables to look at as outcomes beside the usual ones (pain, sleep, weight, blood pressure, resting heart rate, glucose, surveys) */
      outcomes?: string[];
    };
    /** PatientLearningView */
    PatientLearningView: {
      /**
       * Format: uuid
       * @description Id of the learning resource
       */
      resourceId: string;
      /** @description What it is called */
      title: string;
      /** @description What it is about */
      description: string | null;
      /**
       * @description What kind of thing it is
       * @enum {string}
       */
      resourceType: 'article' | 'video' | 'audio' | 'course' | 'document' | 'website' | 'other';
      /** @description Where it is, an https address */
      contentUrl: string | null;
      /**
       * @description Why it is here: for one of the patient’s conditions or treatments, for everybody, or because it was begun
       * @enum {string}
       */
      reason: 'condition' | 'treatment' | 'general' | 'begun';
      /** @description Name of that condition or treatment */
      concerns: string | null;
      /**
       * Format: uuid
       * @description Id of the patient’s progress with it; null when it was never opened
       */
      progressId: string | null;
      /** @description How much of it is done, in percent */
      progressPercent: number;
      /** @description The patient is through with it */
      completed: boolean;
      /**
       * Format: date-time
       * @description When the patient last opened it
       */
      lastAccessed: string | null;
    };
    /** LearningProgress */
    LearningProgress: {
      /**
       * Format: uuid
       * @description Row id
       */
      id: string;
      /**
       * Format: uuid
       * @description The patient
       */
      patientId: string;
      /** @description Counts the changes; the ETag */
      version: number;
      /**
       * Format: date-time
       * @description When the row was last changed
       */
      updatedAt: string;
      /**
       * Format: uuid
       * @description The learning resource
       */
      resourceId: string;
      /** @description How much of it is done, in percent */
      progressPercent: number;
      /** @description The patient is through with it */
      completed: boolean;
      /**
       * Format: date-time
       * @description When the patient last opened it
       */
      lastAccessed: string | null;
      /**
       * Format: date-time
       * @description When the row was added
       */
      createdAt: string;
    };
    /** LearningProgressInput */
    LearningProgressInput: {
      /** @description How much of it is done, in percent */
      progressPercent?: number;
      /** @description You are through with it */
      completed?: boolean;
      /**
       * Format: date-time
       * @description When you last opened it
       */
      lastAccessed?: string | null;
      /**
       * Format: uuid
       * @description The learning resource; one progress per resource
       */
      resourceId: string;
    };
    /** LearningProgressChange */
    LearningProgressChange: {
      /** @description How much of it is done, in percent */
      progressPercent?: number;
      /** @description You are through with it */
      completed?: boolean;
      /**
       * Format: date-time
       * @description When you last opened it
       */
      lastAccessed?: string | null;
    };
    /** Measurement */
    Measurement: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description Whose it is
       */
      patientId: string;
      /** @description Where it comes from: manual, or the name of the system it was imported from */
      source: string;
      /** @description Its id there */
      externalId: string | null;
      /**
       * Format: uuid
       * @description The import that brought it or changed it last; null when it was entered
       */
      importId: string | null;
      /** @description Remarks */
      notes: string | null;
      /**
       * Format: uuid
       * @description Who entered it; null for background work
       */
      createdBy: string | null;
      /**
       * Format: date-time
       * @description When the row was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it was last changed
       */
      updatedAt: string;
      /** @description Counts changes; the ETag */
      version: number;
      /**
       * Format: uuid
       * @description What was measured
       */
      variableId: string;
      /** @description Number, with the digits the source gave */
      value: number | null;
      /** @description The value is a bound: the true one is less (<, <=) or greater (>, >=) */
      comparator: string | null;
      /** @description Unit: a UCUM code where the source gave one or its text stands for one, else as received */
      unit: string | null;
      /** @description Unit as the source wrote it, where that was no UCUM code and unit is one now */
      unitText: string | null;
      /** @description value in normalizedUnit; null when it cannot be converted */
      normalizedValue: number | null;
      /** @description UCUM code that values of the variable are compared in, when this was written */
      normalizedUnit: string | null;
      /** @description Value in words, or the words for valueCode */
      valueText: string | null;
      /** @description Value as a code */
      valueCode: string | null;
      /** @description URI of the code system of valueCode */
      valueCodeSystem: string | null;
      /**
       * Format: date-time
       * @description When it was measured, or when the period begins
       */
      startAt: string;
      /**
       * Format: date-time
       * @description When the period ends; null for a moment
       */
      endAt: string | null;
      /** @description Offset from UTC the start was told with, in minutes east; null when the source told none */
      utcOffsetMinutes: number | null;
      /** @description IANA time zone the source told, such as Europe/Berlin */
      timeZone: string | null;
      /** @description What measured it, as far as the source told: maker, model, version */
      device: string | null;
      /** @description Name of the variable; null when the token may not read variables */
      variableName: string | null;
      /** @description What patients read of the variable; null when the token may not read variables */
      variableDisplayName: string | null;
      /** @description URI of the variable’s code system */
      variableCodeSystem: string | null;
      /** @description The variable’s code */
      variableCode: string | null;
    };
    /** MeasurementInput */
    MeasurementInput: {
      /** @description Number */
      value?: number | null;
      /**
       * @description The value is a bound: the true one is less (<, <=) or greater (>, >=)
       * @enum {string|null}
       */
      comparator?: '<' | '<=' | '>=' | '>' | null;
      /** @description Unit, best as a UCUM code; kept as it is given */
      unit?: string | null;
      /** @description Value in words */
      valueText?: string | null;
      /** @description Value as a code */
      valueCode?: string | null;
      /** @description URI of the code system of valueCode */
      valueCodeSystem?: string | null;
      /**
       * Format: date-time
       * @description When it was measured, or when the period begins; its offset is kept, and Z takes that of timeZone
       */
      startAt: string;
      /**
       * Format: date-time
       * @description When the period ends
       */
      endAt?: string | null;
      /** @description IANA time zone, such as Europe/Berlin */
      timeZone?: string | null;
      /** @description Remarks */
      notes?: string | null;
      /**
       * Format: uuid
       * @description Id of the variable
       */
      variableId?: string;
      /** @description Code of the variable */
      variableCode?: string;
      /** @description URI of the code system of variableCode; http://loinc.org if absent */
      variableCodeSystem?: string;
      /** @description Name of the variable: of one of the patient’s own, or of the catalogue; a name or code nobody knows yet makes it one of the patient’s own */
      variableName?: string;
    };
    /** MeasurementChange */
    MeasurementChange: {
      /** @description Number */
      value?: number | null;
      /**
       * @description The value is a bound: the true one is less (<, <=) or greater (>, >=)
       * @enum {string|null}
       */
      comparator?: '<' | '<=' | '>=' | '>' | null;
      /** @description Unit, best as a UCUM code; kept as it is given */
      unit?: string | null;
      /** @description Value in words */
      valueText?: string | null;
      /** @description Value as a code */
      valueCode?: string | null;
      /** @description URI of the code system of valueCode */
      valueCodeSystem?: string | null;
      /**
       * Format: date-time
       * @description When it was measured, or when the period begins; its offset is kept, and Z takes that of timeZone
       */
      startAt?: string;
      /**
       * Format: date-time
       * @description When the period ends
       */
      endAt?: string | null;
      /** @description IANA time zone, such as Europe/Berlin */
      timeZone?: string | null;
      /** @description Remarks */
      notes?: string | null;
    };
    /** MeasurementPurchase */
    MeasurementPurchase: {
      /** Format: uuid */
      measurementId: string;
      /** Format: uuid */
      orderItemId: string | null;
      name: string | null;
      lots: string | null;
    };
    /** PurchaseInput */
    PurchaseInput: {
      /**
       * Format: uuid
       * @description The line of one of my orders; null for none
       */
      orderItemId: string | null;
    };
    /** DayChart */
    DayChart: {
      /**
       * Format: uuid
       * @description The variable
       */
      variableId: string;
      /**
       * Format: date
       * @description The day
       */
      day: string;
      /**
       * @description sum: values add up; sample: they are averaged
       * @enum {string}
       */
      kind: 'sum' | 'sample';
      /** @description UCUM code of the values */
      unit: string | null;
      /**
       * Format: date-time
       * @description When the day began where the patient was
       */
      beginsAt: string;
      /**
       * Format: date-time
       * @description When it was over there
       */
      endsAt: string;
      /** @description The day’s total or mean; null: nothing could be counted */
      value: number | null;
      /** @description Measurements that went into it */
      count: number;
      /** @description Measurements of the day that could not be counted */
      leftOut: number;
      /** @description What counted, oldest first, by quarters of an hour and source */
      quarters: {
        /**
         * Format: date-time
         * @description When the quarter begins
         */
        from: string;
        /**
         * Format: date-time
         * @description When it ends
         */
        to: string;
        /** @description The source that counted */
        source: string;
        /** @description The part of the total that is in it, or the mean */
        value: number;
        /** @description Least value, of a mean */
        min: number | null;
        /** @description Greatest value, of a mean */
        max: number | null;
      }[];
    };
    /** MeasurementSeries */
    MeasurementSeries: {
      /** Format: uuid */
      variableId: string;
      /** @description Numeric measurements in the time asked for */
      total: number;
      /** @description null: every measurement is a point. Otherwise there were too many, and each point stands for a span of so many seconds */
      spanSeconds: number | null;
      /** @description Oldest first, at most 5000 */
      points: {
        /**
         * Format: date-time
         * @description When it was measured, or when the span begins
         */
        at: string;
        /** @description The value, or the mean of the values of the span */
        value: number;
        /** @description As received; values of different units are never mixed */
        unit: string | null;
        /** @description Measurements in the span */
        count?: number;
        /** @description Least value of the span */
        min?: number;
        /** @description Greatest value of the span */
        max?: number;
        /** @description Sum of the values of the span */
        sum?: number;
      }[];
    };
    /** OrderInput */
    OrderInput: {
      /** @description What is ordered; the cart if absent, which is emptied then */
      items?: {
        /**
         * Format: uuid
         * @description The product
         */
        productId: string;
        /** @description How many units */
        quantity: number;
      }[];
      /** @description Where it goes */
      shippingAddress?: {
        /** @description Who it is for */
        name: string;
        /** @description Street and number */
        line1: string;
        /** @description What else there is to say of it: apartment, c/o */
        line2?: string;
        /** @description Town or city */
        city: string;
        /** @description State, province or region */
        region?: string;
        /** @description Postal code, as the country has it */
        postalCode?: string;
        /** @description ISO 3166-1 alpha-2 code of the country */
        country: string;
        /** @description Telephone number with country code, for whoever brings it */
        phone?: string;
      };
      /** @description Who pays; the shipping address if absent */
      billingAddress?: {
        /** @description Who it is for */
        name: string;
        /** @description Street and number */
        line1: string;
        /** @description What else there is to say of it: apartment, c/o */
        line2?: string;
        /** @description Town or city */
        city: string;
        /** @description State, province or region */
        region?: string;
        /** @description Postal code, as the country has it */
        postalCode?: string;
        /** @description ISO 3166-1 alpha-2 code of the country */
        country: string;
        /** @description Telephone number with country code, for whoever brings it */
        phone?: string;
      };
      /**
       * @description manual: by invoice; stripe: by card and the like
       * @enum {string}
       */
      paymentProvider?: 'manual' | 'stripe';
      /** @description The payment method at the payment provider, such as pm_…; never a card number */
      paymentMethodId?: string;
      /** @description The total that was shown; the order is refused when it is another one by now */
      expectedTotal?: number;
    };
    /** BegunPayment */
    BegunPayment: {
      /**
       * @description manual: by invoice; stripe
       * @enum {string}
       */
      provider: 'manual' | 'stripe';
      /**
       * @description What is known of it by now; one that failed may be tried again
       * @enum {string}
       */
      status: 'pending' | 'succeeded' | 'failed' | 'cancelled';
      /** @description How much, in currency */
      amount: number;
      /** @description ISO 4217 code of the amount */
      currency: string;
      /** @description With which the browser confirms the payment at Stripe; null by invoice */
      clientSecret: string | null;
      /** @description The key that the browser names the Stripe account by; null by invoice */
      publishableKey: string | null;
      /** @description By invoice: its number, which the payment names, and until when it is to be paid */
      invoice: {
        number?: string;
        /** Format: date-time */
        dueAt?: string | null;
      } | null;
    };
    /** Prescription */
    Prescription: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description For whom
       */
      patientId: string;
      /**
       * Format: uuid
       * @description The treatment of the catalogue that is prescribed
       */
      treatmentId: string;
      /**
       * Format: uuid
       * @description The provider who issued it; null when they are gone
       */
      prescriberId: string | null;
      /** @description Number of units that one fill has at most */
      quantity: number;
      /** @description How often it may be filled again after the first time */
      refillsAllowed: number;
      /** @description How often it can still be filled; orders count it down */
      fillsRemaining: number;
      /** @description How to take it, in words */
      dosageInstruction: string | null;
      /**
       * Format: date
       * @description The first day on which it can be filled (UTC)
       */
      validFrom: string;
      /**
       * Format: date
       * @description The first day on which it cannot be filled any more (UTC)
       */
      expiresOn: string;
      /** @description FHIR medicationrequest-status: active, on-hold, cancelled, completed, stopped or entered-in-error */
      status: string;
      /** @description Why it is on hold, cancelled or stopped */
      statusReason: string | null;
      /**
       * Format: date-time
       * @description When it was issued
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When the row was last changed
       */
      updatedAt: string;
      /** @description Counts the changes; the ETag */
      version: number;
      /** @description What the treatment is called */
      treatmentName: string;
    };
    /** PrescriptionInput */
    PrescriptionInput: {
      /**
       * Format: uuid
       * @description The treatment of the catalogue that is prescribed
       */
      treatmentId: string;
      /** @description How many units one fill has at most */
      quantity: number;
      /** @description How often it may be filled again; 0 if absent */
      refillsAllowed?: number;
      /** @description How to take it, in words */
      dosageInstruction?: string;
      /**
       * Format: date
       * @description The first day on which it can be filled; today if absent
       */
      validFrom?: string;
      /**
       * Format: date
       * @description The first day on which it cannot be filled any more; at most ten years later
       */
      expiresOn: string;
    };
    /** PrescriptionChange */
    PrescriptionChange: {
      /**
       * @description What becomes of it; one that is over is not taken up again
       * @enum {string}
       */
      status: 'active' | 'on-hold' | 'cancelled' | 'stopped' | 'entered-in-error';
      /** @description Why */
      statusReason?: string | null;
    };
    /** Purchases */
    Purchases: {
      items: {
        /** Format: uuid */
        orderItemId: string;
        /** Format: uuid */
        orderId: string;
        number: number;
        status: string;
        /** Format: uuid */
        productId: string;
        /** @description What the product was called */
        name: string;
        quantity: number;
        /** @description The lots it was taken from */
        lots: string | null;
        /** Format: date-time */
        orderDate?: string;
        /** Format: date-time */
        deliveredAt?: string | null;
        /** @description Whether it goes with what was asked for */
        matches: boolean;
        /** @description How many measurements name it */
        timesLogged?: number;
      }[];
    };
    /** RecallNotice */
    RecallNotice: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description The recall
       */
      recallId: string;
      /**
       * Format: uuid
       * @description The lot
       */
      lotId: string;
      /** @description The code of the lot, as it stands on the package */
      lotCode: string;
      /** @description What the product was called when it was ordered */
      productName: string;
      /**
       * Format: uuid
       * @description Who bought
       */
      patientId: string;
      /**
       * Format: uuid
       * @description The line of their order
       */
      orderItemId: string;
      /** @description How many units of the lot */
      quantity: number;
      /**
       * Format: date-time
       * @description When they were told; null for people who were erased before
       */
      notifiedAt: string | null;
      /**
       * Format: date-time
       * @description When they answered; null: not yet
       */
      acknowledgedAt: string | null;
      /** @description stopped, returned, used-up, never-used or other */
      response: string | null;
      /** @description What they wrote */
      note: string | null;
      /**
       * Format: date-time
       * @description When the row was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When the row was last changed
       */
      updatedAt: string;
      /** @description Counts the changes; the ETag */
      version: number;
      /** @description The number of the recall */
      recallNumber: string;
      /** @description Class I: may do serious harm; Class II: may do passing harm; Class III: is unlikely to do any */
      classification: string | null;
      /** @description Why it is recalled */
      reason: string | null;
      /** @description Whether it may do serious harm */
      urgent: boolean;
    };
    /** AcknowledgementInput */
    AcknowledgementInput: {
      /**
       * @description What became of the units
       * @enum {string}
       */
      response: 'stopped' | 'returned' | 'used-up' | 'never-used' | 'other';
      /** @description What the patient wants to say */
      note?: string;
    };
    /** SourceOrder */
    SourceOrder: {
      /**
       * Format: uuid
       * @description The variable asked about
       */
      variableId: string | null;
      /**
       * @description Whose order it is: the variable’s own, or that of all
       * @enum {string}
       */
      of: 'variable' | 'all';
      /** @description The patient gave the order */
      chosen: boolean;
      /** @description Some days are yet to be computed, so that counts will change */
      computing: boolean;
      /** @description Where several told of the same time, the first of these counts */
      sources: {
        /** @description Name of the source */
        source: string;
        /** @description Measurements it told, over the days that are computed */
        count: number;
        /**
         * Format: date
         * @description First day it told of
         */
        firstDay: string | null;
        /**
         * Format: date
         * @description Last day it told of
         */
        lastDay: string | null;
      }[];
    };
    /** SourceOrderInput */
    SourceOrderInput: {
      /**
       * Format: uuid
       * @description Of this variable; of all that have no order of their own if absent
       */
      variableId?: string;
      /** @description Names of sources, the one that counts first in front, at most 500; empty: as they are ordered without a choice */
      sources: Record<string, never> | unknown[];
    };
    /** TimeZones */
    TimeZones: {
      /** @description Where the patient was, oldest first */
      zones: {
        /**
         * Format: date-time
         * @description From when on; null: from the beginning
         */
        validFrom: string | null;
        /** @description IANA time zone, until the next one */
        timeZone: string;
      }[];
      /** @description Whose days count where none of these does */
      defaultTimeZone: string;
    };
    /** TimeZonesInput */
    TimeZonesInput: {
      /** @description Where the patient was, oldest first: objects with validFrom (an instant; null, of the first alone, for from the beginning) and timeZone (an IANA time zone) */
      zones: Record<string, never> | unknown[];
    };
    /** TimelineItem */
    TimelineItem: {
      /** @description What it is: symptom, recorded-symptom (by another app), condition-event, treatment-started, treatment-ended, food, activity, insight, import, or a kind of another module */
      kind: string;
      /**
       * Format: date-time
       * @description When it happened or began
       */
      at: string;
      /**
       * Format: date-time
       * @description When it ended, if it lasted
       */
      endAt: string | null;
      /** @description What it is called */
      title: string;
      /** @description More of it, depending on the kind */
      detail: Record<string, never>;
      /** @description The table of the row it stands for */
      table: string;
      /**
       * Format: uuid
       * @description The id of the row
       */
      id: string;
    };
    /** PatientTreatment */
    PatientTreatment: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description Whose it is
       */
      patientId: string;
      /** @description Where it comes from: manual, or the name of the system it was imported from */
      source: string;
      /** @description Its id there */
      externalId: string | null;
      /**
       * Format: uuid
       * @description The import that brought it or changed it last; null when it was entered
       */
      importId: string | null;
      /** @description Remarks */
      notes: string | null;
      /**
       * Format: uuid
       * @description Who entered it; null for background work
       */
      createdBy: string | null;
      /**
       * Format: date-time
       * @description When the row was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it was last changed
       */
      updatedAt: string;
      /** @description Counts changes; the ETag */
      version: number;
      /**
       * Format: uuid
       * @description The treatment of the catalogue with its code, if there is one
       */
      treatmentId: string | null;
      /** @description Name as entered or received */
      name: string;
      /** @description URI of the code system */
      codeSystem: string | null;
      /** @description Code in that system */
      code: string | null;
      /** @description Every coding the source gave: a list of {system, code, display}; null when entered by hand */
      codings: unknown;
      /** @description FHIR medicationrequest-status, or considering: not begun */
      status: string;
      /** @description FHIR medicationrequest-intent; null when not told */
      intent: string | null;
      /** @description How much, how often, in words */
      dosage: string | null;
      /**
       * Format: date-time
       * @description When it began or was ordered
       */
      startedAt: string | null;
      /**
       * Format: date-time
       * @description When it ended; null while it lasts or when not told
       */
      endedAt: string | null;
      /**
       * Format: uuid
       * @description The condition of the same patient it is for
       */
      reasonId: string | null;
      /**
       * Format: date-time
       * @description When it was recorded
       */
      recordedAt: string;
    };
    /** PatientTreatmentInput */
    PatientTreatmentInput: {
      /**
       * Format: uuid
       * @description A treatment of the catalogue; found by codeSystem and code if absent
       */
      treatmentId?: string | null;
      /** @description Name */
      name: string;
      /** @description URI of the code system of code */
      codeSystem?: string | null;
      /** @description Code */
      code?: string | null;
      /**
       * @description FHIR medicationrequest-status, or considering; active if absent
       * @enum {string}
       */
      status?:
        | 'considering'
        | 'active'
        | 'on-hold'
        | 'cancelled'
        | 'completed'
        | 'entered-in-error'
        | 'stopped'
        | 'draft'
        | 'unknown';
      /**
       * @description FHIR medicationrequest-intent
       * @enum {string|null}
       */
      intent?:
        | 'proposal'
        | 'plan'
        | 'order'
        | 'original-order'
        | 'reflex-order'
        | 'filler-order'
        | 'instance-order'
        | 'option'
        | null;
      /** @description How much, how often */
      dosage?: string | null;
      /**
       * Format: date-time
       * @description When it began
       */
      startedAt?: string | null;
      /**
       * Format: date-time
       * @description When it ended
       */
      endedAt?: string | null;
      /**
       * Format: uuid
       * @description The condition of the same patient it is for
       */
      reasonId?: string | null;
      /**
       * Format: date-time
       * @description When it was recorded; now if absent
       */
      recordedAt?: string;
      /** @description Remarks */
      notes?: string | null;
    };
    /** PatientTreatmentChange */
    PatientTreatmentChange: {
      /**
       * Format: uuid
       * @description A treatment of the catalogue; found by codeSystem and code if absent
       */
      treatmentId?: string | null;
      /** @description Name */
      name?: string;
      /** @description URI of the code system of code */
      codeSystem?: string | null;
      /** @description Code */
      code?: string | null;
      /**
       * @description FHIR medicationrequest-status, or considering; active if absent
       * @enum {string}
       */
      status?:
        | 'considering'
        | 'active'
        | 'on-hold'
        | 'cancelled'
        | 'completed'
        | 'entered-in-error'
        | 'stopped'
        | 'draft'
        | 'unknown';
      /**
       * @description FHIR medicationrequest-intent
       * @enum {string|null}
       */
      intent?:
        | 'proposal'
        | 'plan'
        | 'order'
        | 'original-order'
        | 'reflex-order'
        | 'filler-order'
        | 'instance-order'
        | 'option'
        | null;
      /** @description How much, how often */
      dosage?: string | null;
      /**
       * Format: date-time
       * @description When it began
       */
      startedAt?: string | null;
      /**
       * Format: date-time
       * @description When it ended
       */
      endedAt?: string | null;
      /**
       * Format: uuid
       * @description The condition of the same patient it is for
       */
      reasonId?: string | null;
      /**
       * Format: date-time
       * @description When it was recorded; now if absent
       */
      recordedAt?: string;
      /** @description Remarks */
      notes?: string | null;
    };
    /** TrialEnrollment */
    TrialEnrollment: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description The trial
       */
      trialId: string;
      /**
       * Format: uuid
       * @description Who takes part
       */
      patientId: string;
      /** @description invited by a provider, enrolled once the patient agreed, then completed or withdrawn */
      status: string;
      /**
       * Format: uuid
       * @description The provider who invited
       */
      enrolledBy: string | null;
      /**
       * Format: date-time
       * @description When the patient agreed
       */
      enrolledAt: string | null;
      /**
       * Format: date-time
       * @description When it was completed or withdrawn
       */
      endedAt: string | null;
      /**
       * Format: date-time
       * @description When the row was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it was last changed
       */
      updatedAt: string;
      /** @description Counts changes; the ETag */
      version: number;
      /** @description Title of the trial; null when the caller may not see it */
      trialTitle: string | null;
    };
    /** MeasuredVariableView */
    MeasuredVariableView: {
      /**
       * Format: uuid
       * @description Id of the variable
       */
      id: string;
      /** @description Name */
      name: string;
      /** @description What patients read; name when null */
      displayName: string | null;
      /** @description URI of the code system */
      codeSystem: string | null;
      /** @description Code in that system */
      code: string | null;
      /**
       * @description sum: values add up; sample: each stands for its moment
       * @enum {string}
       */
      kind: 'sum' | 'sample';
      /** @description UCUM code values are compared in */
      unitCode: string | null;
      /** @description FHIR observation category */
      category: string | null;
      /** @description How many measurements there are */
      count: number;
      /**
       * Format: date-time
       * @description When the newest was measured
       */
      newestAt: string;
      /** @description The newest value; null when it is text or a code */
      newestValue: number | null;
      /** @description Unit of the newest value, as received */
      newestUnit: string | null;
      /** @description The newest value in words, or as a code */
      newestText: string | null;
    };
    /** OwnVariableInput */
    OwnVariableInput: {
      /** @description Name */
      name: string;
      /** @description What patients read; name when null */
      displayName?: string | null;
      /**
       * @description sum: values of a period add up; sample: each stands for its moment, which is the default
       * @enum {string}
       */
      kind?: 'sum' | 'sample';
      /** @description UCUM code of the unit values are compared in */
      unitCode?: string | null;
      /** @description FHIR observation category, such as vital-signs */
      category?: string | null;
      /** @description URI of the code system of code */
      codeSystem?: string | null;
      /** @description Code, where there is one */
      code?: string | null;
    };
    /** Variable */
    Variable: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description The patient whose own variable it is; null in the catalogue that all share
       */
      patientId: string | null;
      /** @description URI of the code system, such as http://loinc.org */
      codeSystem: string | null;
      /** @description Code in that system */
      code: string | null;
      /** @description Name */
      name: string;
      /** @description What patients read; name when null */
      displayName: string | null;
      /** @description sum: values of a period add up (steps); sample: each stands for its moment (heart rate) */
      kind: string;
      /** @description The UCUM code values are compared in; null when there is none */
      unitCode: string | null;
      /** @description FHIR observation category, such as vital-signs */
      category: string | null;
      /**
       * Format: date-time
       * @description When the row was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it was last changed
       */
      updatedAt: string;
      /** @description Counts changes; the ETag */
      version: number;
    };
    /** VariableChange */
    VariableChange: {
      /** @description Name */
      name?: string;
      /** @description What patients read; name when null */
      displayName?: string | null;
      /**
       * @description sum: values of a period add up; sample: each stands for its moment, which is the default
       * @enum {string}
       */
      kind?: 'sum' | 'sample';
      /** @description UCUM code of the unit values are compared in */
      unitCode?: string | null;
      /** @description FHIR observation category, such as vital-signs */
      category?: string | null;
    };
    /** PaymentAccount */
    PaymentAccount: {
      /** @enum {string} */
      provider: 'stripe';
      /** @description Whether payments can be taken by it */
      isConfigured: boolean;
      /** @description False in test mode; null when it is not configured */
      isLive: boolean | null;
      /** @description The key that browsers name the account by */
      publishableKey: string | null;
      /**
       * Format: date-time
       * @description When it was last changed
       */
      updatedAt: string | null;
      /** @description Counts the changes; 0 before the first */
      version: number;
    };
    /** StripeAccountInput */
    StripeAccountInput: {
      /** @description The key that browsers name the account by: pk_test_… or pk_live_… */
      publishableKey: string;
      /** @description The key of the account: sk_… or a restricted rk_…; it is sealed and never shown again */
      secretKey: string;
      /** @description What Stripe signs the webhooks of this instance with: whsec_…; sealed and never shown again */
      webhookSecret: string;
    };
    /** PaymentProvider */
    PaymentProvider: {
      /**
       * @description manual: by invoice; stripe: by card and the like
       * @enum {string}
       */
      provider: 'manual' | 'stripe';
    };
    /** Product */
    Product: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /** @description What it is called */
      name: string;
      /** @description What it is, for people */
      description: string | null;
      /**
       * Format: uuid
       * @description The treatment of the catalogue that it is
       */
      treatmentId: string | null;
      /** @description Who makes it */
      manufacturer: string | null;
      /** @description The lots that can be sold, soonest to expire first; kept by the lots */
      batchLotInfo: string | null;
      /** @description The number it is ordered by */
      sku: string | null;
      /** @description Price of one unit, in currency */
      price: number | null;
      /** @description How many units can be sold, over all lots; kept by the lots */
      inventoryCount: number | null;
      /** @description Sold on prescription only */
      isPrescriptionRequired: boolean;
      /**
       * Format: date-time
       * @description When the row was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When somebody last changed it; sales do not count
       */
      updatedAt: string;
      /** @description ISO 4217 code of the price */
      currency: string | null;
      /** @description draft: not shown yet; active: sold; retired: not sold any more */
      status: string;
      /** @description What it is listed under */
      category: string | null;
      /** @description Its form: tablet, solution */
      dosageForm: string | null;
      /** @description How strong it is: 500 mg */
      strength: string | null;
      /** @description How it is taken: oral */
      route: string | null;
      /** @description National Drug Code, with its dashes */
      ndc: string | null;
      /** @description Global Trade Item Number, of 8, 12, 13 or 14 digits */
      gtin: string | null;
      /** @description Pictures of it, by their https addresses */
      imageUrls: string[];
      /** @description How many units one order may have; null: as many as there are */
      maxPerOrder: number | null;
      /** @description Counts the changes by people; the ETag */
      version: number;
      /** @description How many units can be ordered now: those in stock, and those of orders whose reservation is over */
      available: number;
    };
    /** ProductInput */
    ProductInput: {
      /** @description What it is called */
      name: string;
      /** @description What it is, for people */
      description?: string | null;
      /**
       * Format: uuid
       * @description The treatment of the catalogue that it is
       */
      treatmentId?: string | null;
      /** @description Who makes it */
      manufacturer?: string | null;
      /** @description The number it is ordered by; no two products have one */
      sku?: string | null;
      /** @description Price of one unit, in currency, with no more decimals than the currency has */
      price?: number | null;
      /** @description ISO 4217 code of the price; that of the setting currency if absent */
      currency?: string;
      /** @description Sold on prescription only */
      isPrescriptionRequired?: boolean;
      /**
       * @description draft: not shown yet; active: sold, which needs a price; retired: not sold any more
       * @enum {string}
       */
      status?: 'draft' | 'active' | 'retired';
      /** @description What it is listed under */
      category?: string | null;
      /** @description Its form: tablet, solution */
      dosageForm?: string | null;
      /** @description How strong it is: 500 mg */
      strength?: string | null;
      /** @description How it is taken: oral */
      route?: string | null;
      /** @description National Drug Code, with its dashes */
      ndc?: string | null;
      /** @description Global Trade Item Number, of 8, 12, 13 or 14 digits */
      gtin?: string | null;
      /** @description Pictures of it, by their https addresses */
      imageUrls?: string[];
      /** @description How many units one order may have; null: as many as there are */
      maxPerOrder?: number | null;
    };
    /** ProductChange */
    ProductChange: {
      /** @description What it is called */
      name?: string;
      /** @description What it is, for people */
      description?: string | null;
      /**
       * Format: uuid
       * @description The treatment of the catalogue that it is
       */
      treatmentId?: string | null;
      /** @description Who makes it */
      manufacturer?: string | null;
      /** @description The number it is ordered by; no two products have one */
      sku?: string | null;
      /** @description Price of one unit, in currency, with no more decimals than the currency has */
      price?: number | null;
      /** @description ISO 4217 code of the price; that of the setting currency if absent */
      currency?: string;
      /** @description Sold on prescription only */
      isPrescriptionRequired?: boolean;
      /**
       * @description draft: not shown yet; active: sold, which needs a price; retired: not sold any more
       * @enum {string}
       */
      status?: 'draft' | 'active' | 'retired';
      /** @description What it is listed under */
      category?: string | null;
      /** @description Its form: tablet, solution */
      dosageForm?: string | null;
      /** @description How strong it is: 500 mg */
      strength?: string | null;
      /** @description How it is taken: oral */
      route?: string | null;
      /** @description National Drug Code, with its dashes */
      ndc?: string | null;
      /** @description Global Trade Item Number, of 8, 12, 13 or 14 digits */
      gtin?: string | null;
      /** @description Pictures of it, by their https addresses */
      imageUrls?: string[];
      /** @description How many units one order may have; null: as many as there are */
      maxPerOrder?: number | null;
    };
    /** ProductFacets */
    ProductFacets: {
      /** @description How many products match; 10,000 when it is not complete */
      matches: number;
      /** @description False when more than 10,000 products match: the counts are those of 10,000 of them */
      complete: boolean;
      category: {
        value: string;
        /** @description How many products that match have it */
        count: number;
      }[];
      manufacturer: {
        value: string;
        /** @description How many products that match have it */
        count: number;
      }[];
      dosageForm: {
        value: string;
        /** @description How many products that match have it */
        count: number;
      }[];
      prescription: {
        value: boolean;
        /** @description How many products that match have it */
        count: number;
      }[];
      inStock: {
        value: boolean;
        /** @description How many products that match have it */
        count: number;
      }[];
    };
    /** ProductImport */
    ProductImport: {
      /**
       * Format: uuid
       * @description The job that does it; its result is the report
       */
      jobId: string;
    };
    /** ProfileChange */
    ProfileChange: {
      /** @description Given names */
      firstName?: string;
      /** @description Family name */
      lastName?: string;
      /**
       * Format: date
       * @description Day of birth
       */
      dateOfBirth?: string | null;
      /**
       * @description Administrative gender (FHIR)
       * @enum {string|null}
       */
      gender?: 'male' | 'female' | 'other' | 'unknown' | null;
      /** @description IANA time zone that times are shown in */
      timeZone?: string;
    };
    /** PasswordChange */
    PasswordChange: {
      /** @description The password until now */
      currentPassword: string;
      /** @description The new password; a common one is refused */
      newPassword: string;
    };
    /** RecallMatch */
    RecallMatch: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description The recall
       */
      recallId: string;
      /**
       * Format: uuid
       * @description The lot
       */
      lotId: string;
      /** @description How sure it is that the recall means the lot: a number from 0 to 1 */
      confidence: number;
      /** @description possible: nobody decided yet, and the lot is held; confirmed; rejected */
      status: string;
      /**
       * Format: uuid
       * @description Who decided; null when they are gone
       */
      decidedBy: string | null;
      /**
       * Format: date-time
       * @description When
       */
      decidedAt: string | null;
      /** @description Why */
      decisionNote: string | null;
      /**
       * Format: date-time
       * @description When it was found
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When the row was last changed
       */
      updatedAt: string;
      /** @description Counts the changes; the ETag */
      version: number;
      /** @description The number of the recall */
      recallNumber: string;
      /** @description Class of the recall */
      classification: string | null;
      /** @description Why it is recalled */
      reason: string | null;
      /** @description The code of the lot */
      lotCode: string;
      /**
       * Format: uuid
       * @description The product
       */
      productId: string;
      /** @description What the product is called */
      productName: string;
    };
    /** WholeRecallMatch */
    WholeRecallMatch: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description The recall
       */
      recallId: string;
      /**
       * Format: uuid
       * @description The lot
       */
      lotId: string;
      /** @description How sure it is that the recall means the lot: a number from 0 to 1 */
      confidence: number;
      /** @description What speaks for it and against it, each with its weight */
      evidence: unknown;
      /** @description possible: nobody decided yet, and the lot is held; confirmed; rejected */
      status: string;
      /**
       * Format: uuid
       * @description Who decided; null when they are gone
       */
      decidedBy: string | null;
      /**
       * Format: date-time
       * @description When
       */
      decidedAt: string | null;
      /** @description Why */
      decisionNote: string | null;
      /**
       * Format: date-time
       * @description When it was found
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When the row was last changed
       */
      updatedAt: string;
      /** @description Counts the changes; the ETag */
      version: number;
      /** @description The number of the recall */
      recallNumber: string;
      /** @description Class of the recall */
      classification: string | null;
      /** @description Why it is recalled */
      reason: string | null;
      /** @description The code of the lot */
      lotCode: string;
      /**
       * Format: uuid
       * @description The product
       */
      productId: string;
      /** @description What the product is called */
      productName: string;
      /** @description Units of the lot that are neither sold nor reserved */
      unitsInStock: number;
      /** @description Orders with units of the lot that have not left, and do not while it is held */
      openOrders: number;
      /** @description People who were sent units of the lot */
      buyers: number;
    };
    /** RecallDecisionInput */
    RecallDecisionInput: {
      /** @description Why */
      note: string;
    };
    /** Recall */
    Recall: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /** @description Whose numbers they are: fda */
      source: string;
      /** @description The number that the authority calls it by */
      recallNumber: string;
      /** @description The authority’s number of the event */
      eventId: string | null;
      /** @description Class I: may do serious harm; Class II: may do passing harm; Class III: is unlikely to do any */
      classification: string | null;
      /** @description Ongoing, Completed, Terminated or Pending */
      status: string | null;
      /** @description Drugs, Devices and so on */
      productType: string | null;
      /** @description Which product, in words */
      productDescription: string;
      /** @description How much of it, in words */
      productQuantity: string | null;
      /** @description Which lots, in words */
      codeInfo: string | null;
      /** @description Why, in words */
      reason: string | null;
      /** @description Who recalls it */
      recallingFirm: string | null;
      /** @description Who makes it */
      manufacturers: string[];
      /** @description Where it was sold, in words */
      distribution: string | null;
      /**
       * Format: date
       * @description The day it began
       */
      initiatedOn: string | null;
      /**
       * Format: date
       * @description The day it was classified
       */
      classifiedOn: string | null;
      /**
       * Format: date
       * @description The day it was published
       */
      reportedOn: string | null;
      /**
       * Format: date
       * @description The day it ended; null while it goes on
       */
      terminatedOn: string | null;
      /** @description National Drug Codes of products and packages */
      ndcs: string[];
      /** @description Global Trade Item Numbers, of 14 digits */
      gtins: string[];
      /** @description Brand names of the product */
      brandNames: string[];
      /** @description Generic names of the product */
      genericNames: string[];
      /** @description listed: the lots that are told; all: every lot; unknown: no lot can be read in it */
      coverage: string;
      /**
       * Format: date-time
       * @description When it was first imported
       */
      importedAt: string;
      /**
       * Format: date-time
       * @description When the row was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When an import last changed it
       */
      updatedAt: string;
      /** @description Counts the changes; the ETag */
      version: number;
    };
    /** WholeRecall */
    WholeRecall: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /** @description Whose numbers they are: fda */
      source: string;
      /** @description The number that the authority calls it by */
      recallNumber: string;
      /** @description The authority’s number of the event */
      eventId: string | null;
      /** @description Class I: may do serious harm; Class II: may do passing harm; Class III: is unlikely to do any */
      classification: string | null;
      /** @description Ongoing, Completed, Terminated or Pending */
      status: string | null;
      /** @description Drugs, Devices and so on */
      productType: string | null;
      /** @description Which product, in words */
      productDescription: string;
      /** @description How much of it, in words */
      productQuantity: string | null;
      /** @description Which lots, in words */
      codeInfo: string | null;
      /** @description Why, in words */
      reason: string | null;
      /** @description Who recalls it */
      recallingFirm: string | null;
      /** @description Who makes it */
      manufacturers: string[];
      /** @description Where it was sold, in words */
      distribution: string | null;
      /**
       * Format: date
       * @description The day it began
       */
      initiatedOn: string | null;
      /**
       * Format: date
       * @description The day it was classified
       */
      classifiedOn: string | null;
      /**
       * Format: date
       * @description The day it was published
       */
      reportedOn: string | null;
      /**
       * Format: date
       * @description The day it ended; null while it goes on
       */
      terminatedOn: string | null;
      /** @description National Drug Codes of products and packages */
      ndcs: string[];
      /** @description Global Trade Item Numbers, of 14 digits */
      gtins: string[];
      /** @description Brand names of the product */
      brandNames: string[];
      /** @description Generic names of the product */
      genericNames: string[];
      /** @description listed: the lots that are told; all: every lot; unknown: no lot can be read in it */
      coverage: string;
      /**
       * Format: date-time
       * @description When it was first imported
       */
      importedAt: string;
      /**
       * Format: date-time
       * @description When the row was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When an import last changed it
       */
      updatedAt: string;
      /** @description Counts the changes; the ETag */
      version: number;
      /** @description The lots that were read in codeInfo: code as printed, letters and digits of it (and of the last of a range), expiry date, how sure it is from 0 to 1, and how it was found */
      lots: unknown;
    };
    /** RecallCompletion */
    RecallCompletion: {
      /** Format: uuid */
      recallId: string;
      /** @description Lines of orders whose buyers were told */
      told: number;
      /** @description How many of them were answered */
      acknowledged: number;
      /** @description How many of a hundred were answered; 100 when nobody was to be told */
      percent: number;
      /** @description Response → how often it was given */
      responses: {
        [key: string]: number;
      };
      lots: {
        /** Format: uuid */
        lotId: string;
        lotCode: string;
        /** @description Lines of orders whose buyers were told */
        told: number;
        /** @description How many of them were answered */
        acknowledged: number;
        /** @description How many of a hundred were answered; 100 when nobody was to be told */
        percent: number;
      }[];
      /** @description Who was told: those first who did not answer; at most 1000 */
      notices: {
        /** Format: uuid */
        noticeId: string;
        /** Format: uuid */
        lotId: string;
        /** Format: uuid */
        patientId: string;
        /** Format: uuid */
        orderItemId: string;
        quantity: number;
        /** Format: date-time */
        notifiedAt: string | null;
        /** Format: date-time */
        acknowledgedAt: string | null;
        response: string | null;
      }[];
    };
    /** RecallImport */
    RecallImport: {
      /**
       * Format: uuid
       * @description The job that does it; its result is the report
       */
      jobId: string;
    };
    /** SignInInput */
    SignInInput: {
      /**
       * Format: email
       * @description The e-mail address of the account
       */
      email: string;
      /** @description The password */
      password: string;
    };
    /** Session */
    Session: {
      /**
       * Format: uuid
       * @description The session’s id
       */
      id: string;
      /**
       * Format: date-time
       * @description When the person signed in
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When the session was last used, to about a minute
       */
      lastSeenAt: string;
      /**
       * Format: date-time
       * @description When the session ends however much it is used
       */
      expiresAt: string;
      /** @description What the browser called itself at sign-in */
      userAgent: string | null;
      /** @description Is this the session that asks? */
      current: boolean;
    };
    /** Setting */
    Setting: {
      /** @description The module that declares it */
      module: string;
      /** @description Its name in the module */
      name: string;
      /** @enum {string} */
      type: 'integer' | 'number' | 'boolean' | 'text' | 'choice';
      /** @description One line for the person who changes it */
      help: string;
      /** @description What it is when nobody has set it */
      default: string | number | boolean;
      /** @description What is in force */
      value: string | number | boolean;
      /** @description Nobody has set it, or it was reset */
      isDefault: boolean;
      /** @description Least number */
      min: number | null;
      /** @description Greatest number, or most characters */
      max: number | null;
      /** @description Of which it is one */
      choices: string[] | null;
      /** @description Counts changes; the ETag; 0 while it was never set */
      version: number;
      /**
       * Format: date-time
       * @description When it was last set
       */
      updatedAt: string | null;
      /**
       * Format: uuid
       * @description The profile of who set it last
       */
      updatedBy: string | null;
    };
    /** SettingInput */
    SettingInput: {
      /** @description The new value, of the setting’s type and within its limits */
      value: string | number | boolean;
    };
    /** StockCheck */
    StockCheck: {
      /** @description Lots that differ */
      items: {
        /** Format: uuid */
        lotId: string;
        /** Format: uuid */
        productId: string;
        productName: string;
        lotCode: string;
        /** @description What the lot has */
        quantity: number;
        /** @description What it should have: moved - allocated */
        expected: number;
        /** @description Sum of the stock book: received, counted, written off, returned */
        moved: number;
        /** @description What orders have of it */
        allocated: number;
      }[];
      /** @description How many lots were looked at */
      checked: number;
      /**
       * Format: uuid
       * @description Where to go on; null when all lots were looked at
       */
      nextCursor: string | null;
    };
    /** Treatment */
    Treatment: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /** @description Full name */
      name: string;
      /** @description What it is, for people */
      description: string | null;
      /** @description URI of the code system, such as http://www.nlm.nih.gov/research/umls/rxnorm */
      codeSystem: string | null;
      /** @description Code in that system */
      code: string | null;
      /** @description Kind of treatment: medication, supplement, device, procedure, therapy, diet, exercise, other */
      treatmentType: string | null;
      /** @description Who makes it */
      manufacturer: string | null;
      /** @description How its origin was verified, such as a certificate of analysis */
      sourceVerificationMethod: string | null;
      /** @description What regulators say of it, such as approved (FDA NDA020357) */
      regulatoryStatus: string | null;
      /**
       * Format: date-time
       * @description When the row was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it was last changed
       */
      updatedAt: string;
      /** @description Counts changes; the ETag */
      version: number;
    };
    /** TreatmentInput */
    TreatmentInput: {
      /** @description Full name */
      name: string;
      /** @description What it is, for people */
      description?: string | null;
      /** @description URI of the code system; goes together with code */
      codeSystem?: string | null;
      /** @description Code in that system */
      code?: string | null;
      /**
       * @description Kind of treatment
       * @enum {string|null}
       */
      treatmentType?:
        | 'medication'
        | 'supplement'
        | 'device'
        | 'procedure'
        | 'therapy'
        | 'diet'
        | 'exercise'
        | 'other'
        | null;
      /** @description Who makes it */
      manufacturer?: string | null;
      /** @description How its origin was verified */
      sourceVerificationMethod?: string | null;
      /** @description What regulators say of it */
      regulatoryStatus?: string | null;
    };
    /** TreatmentChange */
    TreatmentChange: {
      /** @description Full name */
      name?: string;
      /** @description What it is, for people */
      description?: string | null;
      /** @description URI of the code system; goes together with code */
      codeSystem?: string | null;
      /** @description Code in that system */
      code?: string | null;
      /**
       * @description Kind of treatment
       * @enum {string|null}
       */
      treatmentType?:
        | 'medication'
        | 'supplement'
        | 'device'
        | 'procedure'
        | 'therapy'
        | 'diet'
        | 'exercise'
        | 'other'
        | null;
      /** @description Who makes it */
      manufacturer?: string | null;
      /** @description How its origin was verified */
      sourceVerificationMethod?: string | null;
      /** @description What regulators say of it */
      regulatoryStatus?: string | null;
    };
    /** TrialTeamMember */
    TrialTeamMember: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description The trial
       */
      trialId: string;
      /**
       * Format: uuid
       * @description The provider who works on it
       */
      providerId: string;
      /** @description invited, then active or declined; removed when the provider left or was taken out */
      status: string;
      /**
       * Format: uuid
       * @description The research partner who invited
       */
      addedBy: string | null;
      /**
       * Format: date-time
       * @description When the invitation was made
       */
      addedAt: string;
      /**
       * Format: date-time
       * @description When it was accepted or declined
       */
      answeredAt: string | null;
      /**
       * Format: uuid
       * @description Who ended it
       */
      removedBy: string | null;
      /**
       * Format: date-time
       * @description When it ended
       */
      removedAt: string | null;
      /**
       * Format: date-time
       * @description When it was last changed
       */
      updatedAt: string;
      /** @description Counts changes; the ETag */
      version: number;
      /** @description Title of the trial */
      trialTitle: string | null;
      /** @description Name of the provider */
      providerName: string | null;
    };
    /** Trial */
    Trial: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /** @description Title */
      title: string;
      /** @description What it is about, for people */
      description: string | null;
      /** @description FHIR research-study-status; in-review until an admin has decided: in-review, approved, disapproved, active, temporarily-closed-to-accrual, closed-to-accrual, temporarily-closed-to-accrual-and-intervention, closed-to-accrual-and-intervention, completed, administratively-completed, withdrawn */
      status: string;
      /** @description FHIR research-study-phase; n-a for studies without phases */
      phase: string;
      /** @description Number in a public registry, such as NCT02576665 */
      registryNumber: string | null;
      /** @description Who may take part, and who may not */
      eligibility: string | null;
      /** @description Participants wanted */
      targetEnrollment: number | null;
      /** @description The protocol as structured data of the research partner */
      protocol: unknown;
      /**
       * Format: uuid
       * @description The condition it is about
       */
      conditionId: string | null;
      /**
       * Format: uuid
       * @description The treatment it tries
       */
      treatmentId: string | null;
      /**
       * Format: date-time
       * @description When it begins
       */
      startsAt: string | null;
      /**
       * Format: date-time
       * @description When it ends
       */
      endsAt: string | null;
      /**
       * Format: uuid
       * @description The research partner who runs it
       */
      createdBy: string | null;
      /**
       * Format: date-time
       * @description When the row was made
       */
      createdAt: string;
      /**
       * Format: date-time
       * @description When it was last changed
       */
      updatedAt: string;
      /** @description Counts changes; the ETag */
      version: number;
    };
    /** TrialInput */
    TrialInput: {
      /** @description Title */
      title: string;
      /** @description What it is about, for people */
      description?: string | null;
      /**
       * @description FHIR research-study-phase; n-a if absent
       * @enum {string}
       */
      phase?:
        | 'n-a'
        | 'early-phase-1'
        | 'phase-1'
        | 'phase-1-phase-2'
        | 'phase-2'
        | 'phase-2-phase-3'
        | 'phase-3'
        | 'phase-4';
      /** @description Number in a public registry, such as NCT02576665 */
      registryNumber?: string | null;
      /** @description Who may take part, and who may not */
      eligibility?: string | null;
      /** @description Participants wanted */
      targetEnrollment?: number | null;
      /** @description The protocol as structured data */
      protocol?: Record<string, never> | unknown[];
      /**
       * Format: uuid
       * @description The condition it is about
       */
      conditionId?: string | null;
      /**
       * Format: uuid
       * @description The treatment it tries
       */
      treatmentId?: string | null;
      /**
       * Format: date-time
       * @description When it begins
       */
      startsAt?: string | null;
      /**
       * Format: date-time
       * @description When it ends
       */
      endsAt?: string | null;
    };
    /** TrialChange */
    TrialChange: {
      /** @description Title */
      title?: string;
      /** @description What it is about, for people */
      description?: string | null;
      /**
       * @description FHIR research-study-phase; n-a if absent
       * @enum {string}
       */
      phase?:
        | 'n-a'
        | 'early-phase-1'
        | 'phase-1'
        | 'phase-1-phase-2'
        | 'phase-2'
        | 'phase-2-phase-3'
        | 'phase-3'
        | 'phase-4';
      /** @description Number in a public registry, such as NCT02576665 */
      registryNumber?: string | null;
      /** @description Who may take part, and who may not */
      eligibility?: string | null;
      /** @description Participants wanted */
      targetEnrollment?: number | null;
      /** @description The protocol as structured data */
      protocol?: Record<string, never> | unknown[];
      /**
       * Format: uuid
       * @description The condition it is about
       */
      conditionId?: string | null;
      /**
       * Format: uuid
       * @description The treatment it tries
       */
      treatmentId?: string | null;
      /**
       * Format: date-time
       * @description When it begins
       */
      startsAt?: string | null;
      /**
       * Format: date-time
       * @description When it ends
       */
      endsAt?: string | null;
      /**
       * @description FHIR research-study-status; admins approve and disapprove, and change nothing else
       * @enum {string}
       */
      status?:
        | 'in-review'
        | 'approved'
        | 'disapproved'
        | 'active'
        | 'temporarily-closed-to-accrual'
        | 'closed-to-accrual'
        | 'temporarily-closed-to-accrual-and-intervention'
        | 'closed-to-accrual-and-intervention'
        | 'completed'
        | 'administratively-completed'
        | 'withdrawn';
    };
    /** TrialDataNeed */
    TrialDataNeed: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /**
       * Format: uuid
       * @description The trial
       */
      trialId: string;
      /** @description Table of clinical data that the trial’s team reads */
      tableName: string;
      /**
       * Format: uuid
       * @description Of measurements: those of this variable only; null for the whole table
       */
      variableId: string | null;
      /**
       * Format: date-time
       * @description When the need was named
       */
      createdAt: string;
      /** @description Name of the variable; null for a whole table */
      variableName: string | null;
      /** @description What patients read of the variable; null for a whole table */
      variableDisplayName: string | null;
    };
    /** TrialDataNeedsInput */
    TrialDataNeedsInput: {
      /** @description Tables of clinical data of which the team reads every row of a participant, such as patient_conditions */
      tables?: string[];
      /** @description Ids of variables of the shared catalogue whose measurements the team reads, instead of all of them */
      variableIds?: string[];
    };
    /** EnrollmentInput */
    EnrollmentInput: {
      /**
       * Format: uuid
       * @description A patient in whose care team the caller is
       */
      patientId: string;
    };
    /** EnrollmentChange */
    EnrollmentChange: {
      /**
       * @description The patient agrees (enrolled) or leaves (withdrawn); the provider completes, withdraws or invites again
       * @enum {string}
       */
      status: 'invited' | 'enrolled' | 'withdrawn' | 'completed';
    };
    /** TrialTeamInvitationInput */
    TrialTeamInvitationInput: {
      /**
       * Format: uuid
       * @description Id of the provider
       */
      providerId?: string;
      /**
       * Format: email
       * @description The address the provider signs in with
       */
      email?: string;
    };
    /** Unit */
    Unit: {
      /**
       * Format: uuid
       * @description Id
       */
      id: string;
      /** @description UCUM code, case sensitive: m is the metre, M is none */
      code: string;
      /** @description Name; several are parted by semicolons */
      name: string;
      /** @description How it is printed, without typesetting */
      printSymbol: string | null;
      /** @description What it measures, such as length */
      property: string;
      /** @description Takes prefixes such as kilo */
      isMetric: boolean;
      /** @description Defined by a procedure, such as [iU]: cannot be converted */
      isArbitrary: boolean;
      /** @description Converted by a function and not by a factor, such as Cel */
      isSpecial: boolean;
    };
    /** UserTypeChange */
    UserTypeChange: {
      /**
       * Format: uuid
       * @description The change’s id
       */
      id: string;
      /**
       * Format: uuid
       * @description Whose user type it is
       */
      profileId: string;
      /** @description What they were */
      fromType: string;
      /** @description What they are to be */
      toType: string;
      /** @description Why, in the words of who asked */
      reason: string;
      /** @description requested: waits for a second admin; applied, refused and withdrawn are final */
      status: string;
      /**
       * Format: uuid
       * @description The admin who asked
       */
      requestedBy: string;
      /**
       * Format: date-time
       * @description When they asked
       */
      requestedAt: string;
      /**
       * Format: uuid
       * @description The second admin; null where one was enough
       */
      approvedBy: string | null;
      /**
       * Format: uuid
       * @description The admin who refused
       */
      refusedBy: string | null;
      /**
       * Format: date-time
       * @description When it was applied, refused or withdrawn
       */
      decidedAt: string | null;
      /** @description What who decided had to say */
      decisionNote: string | null;
      /** @description Counts changes; the ETag */
      version: number;
    };
    /** UserTypeChangeInput */
    UserTypeChangeInput: {
      /**
       * Format: uuid
       * @description Whose user type is to change; never one’s own
       */
      profileId: string;
      /**
       * @description What they are to be
       * @enum {string}
       */
      userType: 'admin' | 'provider' | 'patient' | 'research-partner' | 'developer';
      /** @description Why */
      reason: string;
      /** @description The fingerprint that POST /access/difference gave for this person and user type: who sends it approves what the person gains */
      approvedDifference: string;
    };
    /** SharedVariableInput */
    SharedVariableInput: {
      /** @description Name */
      name: string;
      /** @description What patients read; name when null */
      displayName?: string | null;
      /**
       * @description sum: values of a period add up; sample: each stands for its moment, which is the default
       * @enum {string}
       */
      kind?: 'sum' | 'sample';
      /** @description UCUM code of the unit values are compared in */
      unitCode?: string | null;
      /** @description FHIR observation category, such as vital-signs */
      category?: string | null;
      /** @description URI of the code system, such as http://loinc.org */
      codeSystem: string;
      /** @description Code in that system */
      code: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  Access_compare: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AccessDifferenceInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AccessDifference'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Access_explain: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AccessQuestionInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AccessExplanation'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Access_showMatrix: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AccessMatrix'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ActivityType_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ActivityType'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ApiKey_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ApiKey'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ApiKey_create: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ApiKeyInput'];
      };
    };
    responses: {
      /** @description The key, shown this once */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewApiKey'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ApiKey_revoke: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Revoked */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Audit_events: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only what happened at or after */
        from?: string;
        /** @description Only what happened before */
        to?: string;
        /** @description Only what is about this person */
        patientId?: string;
        /** @description Only what this person did */
        subject?: string;
        /** @description Only this table */
        table?: string;
        /** @description Only this kind, such as read, update or break-glass */
        kind?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['AuditEvent'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  BreakGlass_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only those that are open now, not reviewed yet, or not reviewed within 72 hours */
        state?: 'open' | 'unreviewed' | 'overdue';
        /** @description Only those of this patient */
        patientId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['BreakGlassGrant'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  BreakGlass_open: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BreakGlassInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BreakGlassGrant'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  BreakGlass_end: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BreakGlassGrant'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  BreakGlass_review: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BreakGlassReview'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BreakGlassGrant'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  BreakGlass_restore: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BreakGlassRestoration'];
      };
    };
    responses: {
      /** @description Given back */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CareTeamMembers_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description With this status only */
        status?: 'invited' | 'active' | 'ended' | 'declined';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['CareTeamMember'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Condition_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Beginnings of words of the name, all of which must occur, or the beginning of a code */
        q?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Condition'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Condition_create: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConditionInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Condition'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Condition_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Condition'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Condition_update: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConditionChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Condition'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ConsentText_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description For this purpose only */
        purpose?: 'care' | 'research' | 'ai-assistance' | 'marketing';
        /** @description In this language only */
        language?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ConsentText'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ConsentText_publish: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConsentTextInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ConsentText'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Delegation_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only those in this status */
        status?: 'proposed' | 'active' | 'ended';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Delegation'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Delegation_propose: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DelegationInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Delegation'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Delegation_accept: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Delegation'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Delegation_end: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Delegation'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Food_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Beginnings of words of name and brand, all of which must occur */
        q?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Food'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Food_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WholeFood'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Invitation_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Invitation'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Invitation_create: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['InvitationInput'];
      };
    };
    responses: {
      /** @description The invitation; its token is shown this once */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NewInvitation'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Invitation_revoke: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Taken back */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Invitation_find: {
    parameters: {
      query: {
        /** @description The token of the invitation */
        token: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['InvitationOffer'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Invitation_accept: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['InvitationAcceptance'];
      };
    };
    responses: {
      /** @description Registered and signed in */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CurrentSession'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Job_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only jobs in this state */
        status?: 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Job'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Job_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Job'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Job_cancel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Job'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  LearningResource_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only what has these words in its title or description */
        q?: string;
        /** @description Only this kind */
        resourceType?: 'article' | 'video' | 'audio' | 'course' | 'document' | 'website' | 'other';
        /** @description Only what is about this condition */
        relatedConditionId?: string;
        /** @description Only what is about this treatment */
        relatedTreatmentId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['LearningResource'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  LearningResource_create: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LearningResourceInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LearningResource'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  LearningResource_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LearningResource'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  LearningResource_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  LearningResource_update: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LearningResourceChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LearningResource'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  LegacyUserType_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LegacyUserTypes'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  LegacyUserType_approve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The name */
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LegacyTypeApprovalInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LegacyUserType'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  LegacyUserType_compare: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The name */
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LegacyTypeQuestion'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LegacyUserTypeDifference'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Lot_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only lots of this product */
        productId?: string;
        /** @description Only lots of this code; blanks, dashes and capitals do not matter */
        lotCode?: string;
        /** @description Only lots that are held (true) or are not (false) */
        held?: boolean;
        /** @description Only lots that are not sold any more from this day on, or before it */
        expiresBy?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Lot'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Lot_receive: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LotInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Lot'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Lot_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Lot'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Lot_change: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LotChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Lot'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Lot_listHolds: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['LotHold'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  LotTrace_hold: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HoldInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PlacedHold'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Lot_release: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
        /** @description The holdId */
        holdId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReleaseInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LotHold'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Lot_listMovements: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['StockMovement'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Lot_move: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MovementInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StockMovement'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  LotTrace_trace: {
    parameters: {
      query?: {
        /** @description How many days before and after first use are looked at; 90 if absent */
        days?: '30' | '90' | '365';
      };
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LotTrace'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Modules_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Module'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Modules_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The name */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Module'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Modules_change: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The name */
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ActivationInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Module'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  NetworkConfig_get: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NetworkConfig'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  NetworkConfig_change: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NetworkConfigInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NetworkConfig'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Notification_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only those that were not read (true) or were (false) */
        unread?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Notification'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Notification_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Notification'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  OrderReview_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ReviewedOrder'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  OrderReview_approve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReviewInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReviewedOrder'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  OrderReview_reject: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReviewInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReviewedOrder'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Order_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only orders of this status */
        status?: 'placed' | 'paid' | 'shipped' | 'delivered' | 'cancelled' | 'returned' | 'refunded';
        /** @description Only the order of this number */
        number?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Order'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Order_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WholeOrder'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Order_cancel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CancelInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WholeOrder'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Order_deliver: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WholeOrder'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  OrderPayment_paid: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PaidInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Payment'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  OrderPayment_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Payment'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Order_reallocate: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WholeOrder'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  OrderPayment_refund: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RefundInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Payment'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Order_takeBack: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ReturnInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WholeOrder'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Order_ship: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ShipInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WholeOrder'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Profile_listPatients: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description How a given name, a family name or the e-mail address begins */
        q?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Profile'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Profile_getPatient: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Profile'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Audit_accessLog: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only what happened at or after */
        from?: string;
        /** @description Only what happened before */
        to?: string;
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['AccessLogEntry'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ActivityLog_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only what happened at or after this instant */
        from?: string;
        /** @description Only what happened before this instant */
        to?: string;
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ActivityLogEntry'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ActivityLog_create: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ActivityLogInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ActivityLogEntry'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ActivityLog_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ActivityLogEntry'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ActivityLog_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ActivityLog_update: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ActivityLogChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ActivityLogEntry'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ActivityLogVersions_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['RecordVersion'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CareTeam_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description With this status only */
        status?: 'invited' | 'active' | 'ended' | 'declined';
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['CareTeamMember'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CareTeam_invite: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CareTeamInvitationInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CareTeamMember'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CareTeam_accept: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CareTeamMember'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  CareTeam_end: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CareTeamMember'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Cart_read: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Cart'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Cart_empty: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Cart'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Cart_put: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The productId */
        productId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CartQuantity'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Cart'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Cart_takeOut: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The productId */
        productId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Cart'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ConditionEvent_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only what happened at or after this instant */
        from?: string;
        /** @description Only what happened before this instant */
        to?: string;
        /** @description Only what is about this condition */
        conditionId?: string;
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ConditionEvent'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ConditionEvent_create: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConditionEventInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ConditionEvent'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ConditionEvent_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ConditionEvent'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ConditionEvent_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ConditionEvent_update: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConditionEventChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ConditionEvent'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ConditionEventVersions_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['RecordVersion'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientCondition_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description With this clinical status only */
        clinicalStatus?: 'active' | 'recurrence' | 'relapse' | 'inactive' | 'remission' | 'resolved';
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['PatientCondition'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientCondition_create: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PatientConditionInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PatientCondition'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientCondition_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PatientCondition'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientCondition_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientCondition_update: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PatientConditionChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PatientCondition'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientConditionVersions_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['RecordVersion'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientConsent_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description For this purpose only */
        purpose?: 'care' | 'research' | 'ai-assistance' | 'marketing';
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['PatientConsent'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientConsent_give: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConsentInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PatientConsent'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientConsent_withdraw: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ConsentWithdrawal'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PatientConsent'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  DailyValues_list: {
    parameters: {
      query: {
        /** @description Of this variable */
        variableId: string;
        /** @description From this day on */
        from: string;
        /** @description Up to and including this day; at most three years */
        to: string;
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DailyValues'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Erasure_latest: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErasureRequest'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Erasure_request: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ErasureInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErasureRequest'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Erasure_withdraw: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ErasureRequest'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  DataExport_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['DataExport'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  DataExport_create: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DataExport'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  DataExport_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DataExport'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  DataExport_download: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/zip': string;
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  FoodFavourite_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['FoodFavourite'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  FoodFavourite_create: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['FoodFavouriteInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FoodFavourite'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  FoodFavourite_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FoodFavourite'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  FoodFavourite_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  FoodFavourite_update: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['FoodFavouriteChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FoodFavourite'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  FoodLog_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only what happened at or after this instant */
        from?: string;
        /** @description Only what happened before this instant */
        to?: string;
        /** @description With the nutrients of each entry */
        nutrients?: boolean;
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['FoodLogEntry'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  FoodLog_create: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['FoodLogInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FoodLogEntry'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  FoodLog_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FoodLogEntry'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  FoodLog_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  FoodLog_update: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['FoodLogChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FoodLogEntry'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  FoodLogVersions_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['RecordVersion'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  FoodLogMeal_recent: {
    parameters: {
      query?: {
        /** @description How many foods to answer with; 20 if absent */
        limit?: number;
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['RecentFood'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  FoodLogMeal_repeat: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RepeatInput'];
      };
    };
    responses: {
      /** @description The entries that were added */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RepeatedMeal'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientFood_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Food'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientFood_create: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['FoodInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Food'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientFood_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Food'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientFood_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientFood_update: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['FoodChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Food'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  HealthGoal_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only goals that stand there */
        status?:
          'proposed' | 'planned' | 'accepted' | 'active' | 'on-hold' | 'completed' | 'cancelled' | 'rejected';
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['HealthGoal'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  HealthGoal_create: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HealthGoalInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HealthGoal'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  HealthGoal_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HealthGoal'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  HealthGoal_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  HealthGoal_update: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HealthGoalChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HealthGoal'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ImportSource_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ImportSource'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ImportSource_create: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ImportSourceInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportSource'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ImportSource_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportSource'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ImportSource_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  ImportSource_update: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ImportSourceChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ImportSource'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientImport_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only imports that stand there */
        status?:
          | 'waiting'
          | 'queued'
          | 'running'
          | 'done'
          | 'refused'
          | 'failed'
          | 'interrupted'
          | 'cancelled'
          | 'undoing'
          | 'undone';
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['PatientImportSummary'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientImport_create: {
    parameters: {
      query?: {
        /** @description What the file is called */
        fileName?: string;
        /** @description The import source it came from */
        sourceId?: string;
        /** @description Answers to what files of this kind ask, as a JSON object: {"time-zone":"Europe/Berlin"} */
        answers?: string;
        /** @description The same as the answer to time-zone: an IANA time zone */
        timeZone?: string;
      };
      header?: {
        Prefer?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/octet-stream': string;
        'application/zip': string;
        'application/x-zip-compressed': string;
        'application/gzip': string;
        'application/fhir+json': string;
        'application/fhir+ndjson': string;
        'application/x-ndjson': string;
        'application/fhir+xml': string;
        'application/xml': string;
        'text/xml': string;
        'text/csv': string;
        'text/tab-separated-values': string;
        'application/vnd.ant.fit': string;
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PatientImport'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientImport_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PatientImport'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientImport_answer: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ImportAnswersInput'];
      };
    };
    responses: {
      /** @description Done */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PatientImport'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientImport_cancel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PatientImport'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientImport_follow: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientImport_listProblems: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only these */
        severity?: 'quarantined' | 'note';
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['ImportProblemRow'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientImport_retry: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PatientImport'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientImport_undo: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PatientImport'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Insight_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only hidden ones, or only those that are not */
        isHidden?: boolean;
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Insight'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Insight_create: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['InsightInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Insight'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Insight_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Insight'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Insight_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Insight_update: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['InsightChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Insight'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  InsightRefresh_check: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /** @description The rows and the method are the same as when it was computed */
            same: boolean;
            /** @description The method has the version that it was computed with */
            sameMethod: boolean;
            rows: {
              /** @description Where the rows are */
              table: string;
              /** @description The same rows in the same versions */
              same: boolean;
              /** @description Rows when it was computed */
              countThen: number;
              /** @description Rows now */
              countNow: number;
            }[];
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  InsightRefresh_refresh: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['InsightRefreshInput'];
      };
    };
    responses: {
      /** @description Done */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            /**
             * Format: uuid
             * @description The job; see Location
             */
            jobId: string;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientLearning_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['PatientLearningView'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  LearningProgress_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only the progress with this learning resource */
        resourceId?: string;
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['LearningProgress'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  LearningProgress_create: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LearningProgressInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LearningProgress'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  LearningProgress_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LearningProgress'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  LearningProgress_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  LearningProgress_update: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['LearningProgressChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LearningProgress'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Measurement_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Of this variable only */
        variableId?: string;
        /** @description That begin at this instant or later */
        from?: string;
        /** @description That begin before this instant */
        to?: string;
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Measurement'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Measurement_create: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MeasurementInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Measurement'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Measurement_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Measurement'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Measurement_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Measurement_update: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MeasurementChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Measurement'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  MeasurementVersions_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['RecordVersion'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Purchase_linked: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The measurementId */
        measurementId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MeasurementPurchase'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Purchase_link: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The measurementId */
        measurementId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PurchaseInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MeasurementPurchase'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  DailyValues_day: {
    parameters: {
      query: {
        /** @description Of this variable */
        variableId: string;
        /** @description The patient’s own day */
        day: string;
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DayChart'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  MeasurementSeries_find: {
    parameters: {
      query: {
        /** @description Of this variable */
        variableId: string;
        /** @description From this instant on */
        from?: string;
        /** @description Up to but not including this instant */
        to?: string;
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MeasurementSeries'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientOrder_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only orders of this status */
        status?: 'placed' | 'paid' | 'shipped' | 'delivered' | 'cancelled' | 'returned' | 'refunded';
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Order'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientOrder_place: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['OrderInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WholeOrder'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientOrder_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WholeOrder'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientOrder_cancel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CancelInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WholeOrder'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientPayment_begin: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BegunPayment'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientOrder_received: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WholeOrder'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientPayment_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Payment'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Prescription_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only those of this status */
        status?: 'active' | 'on-hold' | 'cancelled' | 'completed' | 'stopped' | 'entered-in-error';
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Prescription'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Prescription_create: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PrescriptionInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Prescription'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Prescription_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Prescription'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Prescription_update: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PrescriptionChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Prescription'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Purchase_offer: {
    parameters: {
      query?: {
        /** @description First what is this treatment */
        treatmentId?: string;
        /** @description First what goes with this variable, by code or name */
        variableId?: string;
        /** @description Only what was ordered by this instant */
        at?: string;
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Purchases'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RecallNotice_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['RecallNotice'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RecallNotice_acknowledge: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AcknowledgementInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RecallNotice'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  SourceOrder_find: {
    parameters: {
      query?: {
        /** @description Of this variable; of all that have no order of their own if absent */
        variableId?: string;
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SourceOrder'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  SourceOrder_choose: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SourceOrderInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SourceOrder'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientTimeZones_find: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TimeZones'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientTimeZones_replace: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TimeZonesInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TimeZones'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Timeline_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only what happened at or after this instant */
        from?: string;
        /** @description Only what happened before this instant */
        to?: string;
        /** @description Only these kinds, parted by commas; all if absent */
        kinds?: string[];
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['TimelineItem'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientTreatment_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description With this status only */
        status?:
          | 'considering'
          | 'active'
          | 'on-hold'
          | 'cancelled'
          | 'completed'
          | 'entered-in-error'
          | 'stopped'
          | 'draft'
          | 'unknown';
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['PatientTreatment'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientTreatment_create: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PatientTreatmentInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PatientTreatment'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientTreatment_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PatientTreatment'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientTreatment_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientTreatment_update: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PatientTreatmentChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PatientTreatment'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientTreatmentVersions_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['RecordVersion'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientTrialEnrollment_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description With this status only */
        status?: 'invited' | 'enrolled' | 'withdrawn' | 'completed';
      };
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['TrialEnrollment'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientVariable_list: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['MeasuredVariableView'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientVariable_create: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['OwnVariableInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Variable'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientVariable_remove: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PatientVariable_update: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The patient’s id, or me */
        patientId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['VariableChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Variable'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PaymentAccount_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['PaymentAccount'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PaymentAccount_write: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['StripeAccountInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PaymentAccount'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  PaymentProvider_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['PaymentProvider'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  StripeWebhook_hear: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/octet-stream': string;
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            received: boolean;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Product_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Words, in any order, the last of which may be unfinished: of name, strength, form, maker, category, numbers and description. Typing errors are forgiven where few products have the words as they are typed. */
        q?: string;
        /** @description Only of this category */
        category?: string;
        /** @description Only of this maker */
        manufacturer?: string;
        /** @description Only products that are this treatment */
        treatmentId?: string;
        /** @description Only of this form */
        dosageForm?: string;
        /** @description Only what is sold on prescription (true), or without (false) */
        prescription?: boolean;
        /** @description true: only what can be ordered now */
        inStock?: boolean;
        /** @description Only of this status; for admins, as others see what is active */
        status?: 'draft' | 'active' | 'retired';
        /** @description relevance (if absent): the best matches of q first; name; price: the cheapest first; -price: the dearest first */
        sort?: 'relevance' | 'name' | 'price' | '-price';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Product'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Product_create: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ProductInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Product'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Product_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Product'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Product_update: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ProductChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Product'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Product_export: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'text/csv': string;
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Product_facets: {
    parameters: {
      query?: {
        /** @description Words, in any order, the last of which may be unfinished: of name, strength, form, maker, category, numbers and description. Typing errors are forgiven where few products have the words as they are typed. */
        q?: string;
        /** @description Only of this category */
        category?: string;
        /** @description Only of this maker */
        manufacturer?: string;
        /** @description Only products that are this treatment */
        treatmentId?: string;
        /** @description Only of this form */
        dosageForm?: string;
        /** @description Only what is sold on prescription (true), or without (false) */
        prescription?: boolean;
        /** @description true: only what can be ordered now */
        inStock?: boolean;
        /** @description Only of this status; for admins, as others see what is active */
        status?: 'draft' | 'active' | 'retired';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProductFacets'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Product_import: {
    parameters: {
      query?: {
        /** @description Read and check everything, and store nothing */
        dryRun?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'text/csv': string;
        'application/octet-stream': string;
      };
    };
    responses: {
      /** @description Done */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProductImport'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Profile_own: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Profile'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Profile_change: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ProfileChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Profile'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Session_changePassword: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PasswordChange'];
      };
    };
    responses: {
      /** @description Changed */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Profile_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description How a given name, a family name or the e-mail address begins */
        q?: string;
        /** @description Only people of this user type */
        userType?: 'admin' | 'provider' | 'patient' | 'research-partner' | 'developer';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Profile'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RecallMatch_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only matches of this status */
        status?: 'possible' | 'confirmed' | 'rejected';
        /** @description Only matches of this recall */
        recallId?: string;
        /** @description Only matches of this lot */
        lotId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['RecallMatch'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RecallMatch_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WholeRecallMatch'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RecallMatch_confirm: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RecallDecisionInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WholeRecallMatch'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RecallMatch_reject: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RecallDecisionInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WholeRecallMatch'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  RecallMatch_reopen: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RecallDecisionInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WholeRecallMatch'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Recall_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Words of the number, product or firm, in this order */
        q?: string;
        /** @description Only recalls of this class */
        classification?: 'Class I' | 'Class II' | 'Class III';
        /** @description Only recalls of this status */
        status?: 'Ongoing' | 'Completed' | 'Terminated' | 'Pending';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Recall'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Recall_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WholeRecall'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Recall_completion: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RecallCompletion'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Recall_import: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/octet-stream': string;
        'application/x-ndjson': string;
        'application/zip': string;
        'application/xml': string;
        'text/xml': string;
      };
    };
    responses: {
      /** @description Done */
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RecallImport'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Session_describe: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CurrentSession'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Session_open: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SignInInput'];
      };
    };
    responses: {
      /** @description Signed in */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CurrentSession'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Session_close: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Signed out */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Session_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Session'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Session_end: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Ended */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Settings_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Setting'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Settings_set: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The module */
        module: string;
        /** @description The name */
        name: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SettingInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Setting'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Settings_reset: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The module */
        module: string;
        /** @description The name */
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Setting'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  StockCheck_check: {
    parameters: {
      query?: {
        /** @description How many lots to look at; 1000 if absent */
        limit?: number;
        /** @description The nextCursor of the answer before */
        cursor?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StockCheck'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Treatment_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Beginnings of words of the name, all of which must occur, or the beginning of a code */
        q?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Treatment'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Treatment_create: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TreatmentInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Treatment'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Treatment_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Treatment'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Treatment_update: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TreatmentChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Treatment'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  TrialTeamMembers_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description With this status only */
        status?: 'invited' | 'active' | 'declined' | 'removed';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['TrialTeamMember'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Trial_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description With this status only */
        status?:
          | 'in-review'
          | 'approved'
          | 'disapproved'
          | 'active'
          | 'temporarily-closed-to-accrual'
          | 'closed-to-accrual'
          | 'temporarily-closed-to-accrual-and-intervention'
          | 'closed-to-accrual-and-intervention'
          | 'completed'
          | 'administratively-completed'
          | 'withdrawn';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Trial'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Trial_create: {
    parameters: {
      query?: never;
      header?: {
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TrialInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Trial'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Trial_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Trial'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Trial_update: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TrialChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Trial'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  TrialTeam_listNeeds: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The trialId */
        trialId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['TrialDataNeed'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  TrialTeam_nameNeeds: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The trialId */
        trialId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TrialDataNeedsInput'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['TrialDataNeed'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Trial_listEnrollments: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description With this status only */
        status?: 'invited' | 'enrolled' | 'withdrawn' | 'completed';
      };
      header?: never;
      path: {
        /** @description The trialId */
        trialId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['TrialEnrollment'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Trial_enroll: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The trialId */
        trialId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EnrollmentInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TrialEnrollment'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Trial_updateEnrollment: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The trialId */
        trialId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EnrollmentChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TrialEnrollment'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  TrialTeam_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description With this status only */
        status?: 'invited' | 'active' | 'declined' | 'removed';
      };
      header?: never;
      path: {
        /** @description The trialId */
        trialId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['TrialTeamMember'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  TrialTeam_invite: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The trialId */
        trialId: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TrialTeamInvitationInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TrialTeamMember'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  TrialTeam_end: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The trialId */
        trialId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  TrialTeam_accept: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The trialId */
        trialId: string;
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TrialTeamMember'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Unit_find: {
    parameters: {
      query?: {
        /** @description Part of the code, the name, the symbol or what it measures; case counts in codes only */
        q?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Unit'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  UserTypeChange_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Only those in this status */
        status?: 'requested' | 'applied' | 'refused' | 'withdrawn';
        /** @description Only those of this person */
        profileId?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['UserTypeChange'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  UserTypeChange_request: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['UserTypeChangeInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserTypeChange'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  UserTypeChange_approve: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserTypeChange'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  UserTypeChange_refuse: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserTypeChange'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Variable_list: {
    parameters: {
      query?: {
        /** @description How many items to answer with; 50 if absent */
        limit?: number;
        /** @description The nextCursor of the page before */
        cursor?: string;
        /** @description Part of the name or of what patients read, or the code */
        q?: string;
        /** @description FHIR observation category */
        category?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            items: components['schemas']['Variable'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Variable_create: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SharedVariableInput'];
      };
    };
    responses: {
      /** @description Done */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Variable'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Variable_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Variable'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
  Variable_update: {
    parameters: {
      query?: never;
      header?: {
        'If-Match'?: string;
      };
      path: {
        /** @description The id */
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['VariableChange'];
      };
    };
    responses: {
      /** @description Done */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Variable'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['Problem'];
        };
      };
    };
  };
}
