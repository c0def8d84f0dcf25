// Generated from openapi.json by "npm run openapi".

export interface paths {
    "/api/v4/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Account parameters */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Users list */
        get: operations["listUsers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Getting a user by its ID */
        get: operations["getUser"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/customers/mode": {
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
        /** Enabling customers and changing the customers mode */
        patch: operations["setCustomersMode"];
        trace?: never;
    };
    "/api/v4/customers/statuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Stages list */
        get: operations["listStages"];
        put?: never;
        /** Adding stages into the customers pipeline */
        post: operations["addStages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/customers/statuses/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Getting a customers stage by its ID */
        get: operations["getStage"];
        put?: never;
        post?: never;
        /** Deleting a customers stage */
        delete: operations["deleteStage"];
        options?: never;
        head?: never;
        /** Updating a customers stage */
        patch: operations["updateStage"];
        trace?: never;
    };
    "/api/v4/customers/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Segments list */
        get: operations["listSegments"];
        put?: never;
        /** Adding a customers segment */
        post: operations["addSegment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/customers/segments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Getting a customers segment by its ID */
        get: operations["getSegment"];
        put?: never;
        post?: never;
        /** Deleting a customers segment */
        delete: operations["deleteSegment"];
        options?: never;
        head?: never;
        /** Updating a customers segment */
        patch: operations["updateSegment"];
        trace?: never;
    };
    "/api/v4/customers/custom_fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Custom fields of customers */
        get: operations["listFieldsOfCustomers"];
        put?: never;
        /** Adding custom fields of customers */
        post: operations["addFieldsOfCustomers"];
        delete?: never;
        options?: never;
        head?: never;
        /** Updating custom fields of customers */
        patch: operations["updateFieldsOfCustomers"];
        trace?: never;
    };
    "/api/v4/customers/custom_fields/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Getting a custom field of customers by its ID */
        get: operations["getFieldOfCustomers"];
        put?: never;
        post?: never;
        /** Deleting a custom field of customers with its values */
        delete: operations["deleteFieldOfCustomers"];
        options?: never;
        head?: never;
        /** Updating one custom field of customers */
        patch: operations["updateFieldOfCustomers"];
        trace?: never;
    };
    "/api/v4/customers/segments/custom_fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Custom fields of segments */
        get: operations["listFieldsOfSegments"];
        put?: never;
        /** Adding custom fields of segments */
        post: operations["addFieldsOfSegments"];
        delete?: never;
        options?: never;
        head?: never;
        /** Updating custom fields of segments */
        patch: operations["updateFieldsOfSegments"];
        trace?: never;
    };
    "/api/v4/customers/segments/custom_fields/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Getting a custom field of segments by its ID */
        get: operations["getFieldOfSegments"];
        put?: never;
        post?: never;
        /** Deleting a custom field of segments with its values */
        delete: operations["deleteFieldOfSegments"];
        options?: never;
        head?: never;
        /** Updating one custom field of segments */
        patch: operations["updateFieldOfSegments"];
        trace?: never;
    };
    "/api/v4/customers/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tags of customers */
        get: operations["listTagsOfCustomers"];
        put?: never;
        /** Adding tags of customers; a name that exists gives the tag it names */
        post: operations["addTagsOfCustomers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/customers/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Transactions list */
        get: operations["listTransactions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/customers/{customerId}/transactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Transactions list of a customer */
        get: operations["listTransactionsOfCustomer"];
        put?: never;
        /** Adding transactions to a customer */
        post: operations["addTransactions"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/customers/transactions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Getting a transaction by its ID */
        get: operations["getTransaction"];
        put?: never;
        post?: never;
        /** Deleting a transaction */
        delete: operations["deleteTransaction"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/customers/{customerId}/transactions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Getting a transaction of a customer */
        get: operations["getTransactionOfCustomer"];
        put?: never;
        post?: never;
        /** Deleting a transaction of a customer */
        delete: operations["deleteTransactionOfCustomer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v4/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Customers list */
        get: operations["listCustomers"];
        put?: never;
        /** Adding customers */
        post: operations["addCustomers"];
        delete?: never;
        options?: never;
        head?: never;
        /** Updating customers */
        patch: operations["updateCustomers"];
        trace?: never;
    };
    "/api/v4/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Getting a customer by its ID */
        get: operations["getCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Updating one customer */
        patch: operations["updateCustomer"];
        trace?: never;
    };
    "/api/patron/v1/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What time it is for customers, purchases, stages and segments (sandbox only)
         * @description Served only with `PATRON_SANDBOX=1`; without it there is no such method.
         */
        get: operations["getClock"];
        put?: never;
        /**
         * Stopping the clock, letting it run, taking it forward (sandbox only)
         * @description Everything that becomes due on the way happens in order, for every account, before the answer. Tokens, rate limits and idempotency keys use real time. Served only with `PATRON_SANDBOX=1`; without it there is no such method.
         */
        post: operations["setClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Settings of the account */
        get: operations["getSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Changing settings of the account */
        patch: operations["updateSettings"];
        trace?: never;
    };
    "/api/patron/v1/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deleting a customer; it can be restored for 30 days */
        delete: operations["deleteCustomer"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/customers/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restoring a deleted customer */
        post: operations["restoreCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/customers/{id}/segments/{segmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Putting a customer into a segment by hand, keeping it out, or leaving that to the rules */
        put: operations["setHandMark"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/segments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deleting a segment, in either mode */
        delete: operations["deleteSegmentInEitherMode"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/custom_fields/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deleting a custom field of customers with its values */
        delete: operations["deleteField"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/tags/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Deleting a tag; every customer loses it */
        delete: operations["deleteTag"];
        options?: never;
        head?: never;
        /** Giving a tag another name; whatever has it or names it keeps it */
        patch: operations["renameTag"];
        trace?: never;
    };
    "/api/patron/v1/tags/{id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Merging a tag into another, which carries all that bears it or names it */
        post: operations["mergeTag"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/tags/{id}/merge/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What merging a tag into another would do */
        post: operations["planMergeOfTag"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/customers/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The customers for whom a tree of conditions holds now */
        post: operations["queryCustomers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/conditions/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * For whom a tree of conditions holds; nothing is saved
         * @description The body is a tree, or has its trees under the keys of a rule, so that it can be tried and then saved: `{conditions}` of a stage, or `{entry, exit}` of a segment, which means those who would come in now
         */
        post: operations["previewCondition"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/customers/bulk/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** How many customers a change would change */
        post: operations["planBulkChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/customers/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changing many customers together: up to 250 at once, more by a job */
        post: operations["changeCustomersInBulk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/customers/bulk/{id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Taking a bulk change back, where nothing has changed since */
        post: operations["undoBulkChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/customers/bulk/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a bulk change is, and what has come of it, until a day after its end */
        get: operations["getBulkChange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The views of the user, and those that are shared */
        get: operations["listViews"];
        put?: never;
        /** Saving a question about customers */
        post: operations["addView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/views/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Getting a view by its ID */
        get: operations["getView"];
        put?: never;
        post?: never;
        /** Deleting a view */
        delete: operations["deleteView"];
        options?: never;
        head?: never;
        /** Changing a view */
        patch: operations["updateView"];
        trace?: never;
    };
    "/api/patron/v1/segments/{id}/conditions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who comes into a segment by rule, and who goes */
        get: operations["getConditionsOfSegment"];
        /** Changing the rules of a segment */
        put: operations["setConditionsOfSegment"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/stages/{id}/conditions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The conditions of a stage */
        get: operations["getConditionsOfStage"];
        /** Changing the conditions of a stage */
        put: operations["setConditionsOfStage"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/segments/{id}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who would enter, leave and stay, if these rules were saved or the segment deleted */
        post: operations["planConditionsOfSegment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/stages/{id}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Who would enter, leave and stay, if these conditions were saved or the stage deleted */
        post: operations["planConditionsOfStage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All stages and segments with their rules: YAML, or JSON if Accept asks for it */
        get: operations["exportRules"];
        /** Making the stages and segments those of a file, all or nothing */
        put: operations["applyRules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/rules/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a file would change, and who would move */
        post: operations["planRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/customers/{id}/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every entry and exit of a customer, newest first */
        get: operations["listMovesOfCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/segments/{id}/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every entry and exit of a segment, newest first
         * @description Those of customers whom the user may see. A segment that is no more keeps its moves.
         */
        get: operations["listMovesOfSegment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/stages/{id}/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every entry and exit of a stage, newest first
         * @description Those of customers whom the user may see. A stage that is no more keeps its moves.
         */
        get: operations["listMovesOfStage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/customers/{id}/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The segments that a customer was in at a moment */
        get: operations["getSegmentsOfCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/customers/{id}/stage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The stage that a customer stood in at a moment */
        get: operations["getStageOfCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/segments/{id}/size": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many customers were in a segment, over time
         * @description Of the customers whom the user may see now.
         */
        get: operations["getSizeOfSegment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/stages/{id}/size": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How many customers were in a stage, over time
         * @description Of the customers whom the user may see now.
         */
        get: operations["getSizeOfStage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/patron/v1/customers/{id}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why a customer is in a segment or stage, or is not, and when that changes by itself */
        get: operations["explainCustomer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            "validation-errors"?: {
                request_id?: string;
                errors: {
                    code: string;
                    path: string;
                    detail: string;
                }[];
            }[];
            title: string;
            type: string;
            status: number;
            detail: string;
            retry_after?: number;
            /** @description The rules that use what shall be deleted */
            rules?: {
                /** @enum {string} */
                kind: "stage" | "segment";
                id: number;
                name: string;
                path: string;
            }[];
        };
        Condition: {
            all: components["schemas"]["Condition"][];
        } | {
            any: components["schemas"]["Condition"][];
        } | {
            not: components["schemas"]["Condition"];
        } | {
            /**
             * @description Days before the expected purchase
             * @example 3
             */
            before_purchase: number;
        } | {
            /**
             * @description Days after the expected purchase
             * @example 60
             */
            after_today: number;
        } | {
            next_date: {
                /** @example 30 */
                in_last: number;
            } | {
                /** @example 30 */
                in_next: number;
            } | {
                /** @example 30 */
                older_than: number;
            } | {
                /**
                 * @description [a, b]: at least a and at most b days ago
                 * @example [
                 *       30,
                 *       60
                 *     ]
                 */
                between: number[];
            } | {
                /** @example 2026-01-31 */
                from: string;
                /** @example 2026-01-31 */
                to?: string;
            } | {
                /** @example 2026-01-31 */
                to: string;
            } | {
                /** @constant */
                empty: true;
            };
        } | {
            created_at: {
                /** @example 30 */
                in_last: number;
            } | {
                /** @example 30 */
                in_next: number;
            } | {
                /** @example 30 */
                older_than: number;
            } | {
                /**
                 * @description [a, b]: at least a and at most b days ago
                 * @example [
                 *       30,
                 *       60
                 *     ]
                 */
                between: number[];
            } | {
                /** @example 2026-01-31 */
                from: string;
                /** @example 2026-01-31 */
                to?: string;
            } | {
                /** @example 2026-01-31 */
                to: string;
            } | {
                /** @constant */
                empty: true;
            };
        } | {
            first_purchase: {
                /** @example 30 */
                in_last: number;
            } | {
                /** @example 30 */
                in_next: number;
            } | {
                /** @example 30 */
                older_than: number;
            } | {
                /**
                 * @description [a, b]: at least a and at most b days ago
                 * @example [
                 *       30,
                 *       60
                 *     ]
                 */
                between: number[];
            } | {
                /** @example 2026-01-31 */
                from: string;
                /** @example 2026-01-31 */
                to?: string;
            } | {
                /** @example 2026-01-31 */
                to: string;
            } | {
                /** @constant */
                empty: true;
            };
        } | {
            last_purchase: {
                /** @example 30 */
                in_last: number;
            } | {
                /** @example 30 */
                in_next: number;
            } | {
                /** @example 30 */
                older_than: number;
            } | {
                /**
                 * @description [a, b]: at least a and at most b days ago
                 * @example [
                 *       30,
                 *       60
                 *     ]
                 */
                between: number[];
            } | {
                /** @example 2026-01-31 */
                from: string;
                /** @example 2026-01-31 */
                to?: string;
            } | {
                /** @example 2026-01-31 */
                to: string;
            } | {
                /** @constant */
                empty: true;
            };
        } | {
            ltv: {
                /** @example 100 */
                gte?: number;
                /** @example 100 */
                gt?: number;
                /** @example 100 */
                lte?: number;
                /** @example 100 */
                lt?: number;
                /** @example 100 */
                eq?: number;
            };
        } | {
            purchases_count: {
                /** @example 100 */
                gte?: number;
                /** @example 100 */
                gt?: number;
                /** @example 100 */
                lte?: number;
                /** @example 100 */
                lt?: number;
                /** @example 100 */
                eq?: number;
            };
        } | {
            average_check: {
                /** @example 100 */
                gte?: number;
                /** @example 100 */
                gt?: number;
                /** @example 100 */
                lte?: number;
                /** @example 100 */
                lt?: number;
                /** @example 100 */
                eq?: number;
            };
        } | {
            next_price: {
                /** @example 100 */
                gte?: number;
                /** @example 100 */
                gt?: number;
                /** @example 100 */
                lte?: number;
                /** @example 100 */
                lt?: number;
                /** @example 100 */
                eq?: number;
            };
        } | {
            periodicity: {
                /** @example 100 */
                gte?: number;
                /** @example 100 */
                gt?: number;
                /** @example 100 */
                lte?: number;
                /** @example 100 */
                lt?: number;
                /** @example 100 */
                eq?: number;
            };
        } | {
            purchases: {
                count: {
                    /** @example 100 */
                    gte?: number;
                    /** @example 100 */
                    gt?: number;
                    /** @example 100 */
                    lte?: number;
                    /** @example 100 */
                    lt?: number;
                    /** @example 100 */
                    eq?: number;
                };
                /** @example 30 */
                in_last?: number;
                /**
                 * @description [a, b]: at least a and at most b days ago
                 * @example [
                 *       30,
                 *       60
                 *     ]
                 */
                between?: number[];
                /** @example 2026-01-31 */
                from?: string;
                /** @example 2026-01-31 */
                to?: string;
                /** @example 1001 */
                element?: number;
                each?: {
                    /** @example 100 */
                    gte?: number;
                    /** @example 100 */
                    gt?: number;
                    /** @example 100 */
                    lte?: number;
                    /** @example 100 */
                    lt?: number;
                    /** @example 100 */
                    eq?: number;
                };
            } | {
                sum: {
                    /** @example 100 */
                    gte?: number;
                    /** @example 100 */
                    gt?: number;
                    /** @example 100 */
                    lte?: number;
                    /** @example 100 */
                    lt?: number;
                    /** @example 100 */
                    eq?: number;
                };
                /** @example 30 */
                in_last?: number;
                /**
                 * @description [a, b]: at least a and at most b days ago
                 * @example [
                 *       30,
                 *       60
                 *     ]
                 */
                between?: number[];
                /** @example 2026-01-31 */
                from?: string;
                /** @example 2026-01-31 */
                to?: string;
                /** @example 1001 */
                element?: number;
                each?: {
                    /** @example 100 */
                    gte?: number;
                    /** @example 100 */
                    gt?: number;
                    /** @example 100 */
                    lte?: number;
                    /** @example 100 */
                    lt?: number;
                    /** @example 100 */
                    eq?: number;
                };
            } | {
                average: {
                    /** @example 100 */
                    gte?: number;
                    /** @example 100 */
                    gt?: number;
                    /** @example 100 */
                    lte?: number;
                    /** @example 100 */
                    lt?: number;
                    /** @example 100 */
                    eq?: number;
                };
                /** @example 30 */
                in_last?: number;
                /**
                 * @description [a, b]: at least a and at most b days ago
                 * @example [
                 *       30,
                 *       60
                 *     ]
                 */
                between?: number[];
                /** @example 2026-01-31 */
                from?: string;
                /** @example 2026-01-31 */
                to?: string;
                /** @example 1001 */
                element?: number;
                each?: {
                    /** @example 100 */
                    gte?: number;
                    /** @example 100 */
                    gt?: number;
                    /** @example 100 */
                    lte?: number;
                    /** @example 100 */
                    lt?: number;
                    /** @example 100 */
                    eq?: number;
                };
            } | {
                largest: {
                    /** @example 100 */
                    gte?: number;
                    /** @example 100 */
                    gt?: number;
                    /** @example 100 */
                    lte?: number;
                    /** @example 100 */
                    lt?: number;
                    /** @example 100 */
                    eq?: number;
                };
                /** @example 30 */
                in_last?: number;
                /**
                 * @description [a, b]: at least a and at most b days ago
                 * @example [
                 *       30,
                 *       60
                 *     ]
                 */
                between?: number[];
                /** @example 2026-01-31 */
                from?: string;
                /** @example 2026-01-31 */
                to?: string;
                /** @example 1001 */
                element?: number;
                each?: {
                    /** @example 100 */
                    gte?: number;
                    /** @example 100 */
                    gt?: number;
                    /** @example 100 */
                    lte?: number;
                    /** @example 100 */
                    lt?: number;
                    /** @example 100 */
                    eq?: number;
                };
            } | {
                smallest: {
                    /** @example 100 */
                    gte?: number;
                    /** @example 100 */
                    gt?: number;
                    /** @example 100 */
                    lte?: number;
                    /** @example 100 */
                    lt?: number;
                    /** @example 100 */
                    eq?: number;
                };
                /** @example 30 */
                in_last?: number;
                /**
                 * @description [a, b]: at least a and at most b days ago
                 * @example [
                 *       30,
                 *       60
                 *     ]
                 */
                between?: number[];
                /** @example 2026-01-31 */
                from?: string;
                /** @example 2026-01-31 */
                to?: string;
                /** @example 1001 */
                element?: number;
                each?: {
                    /** @example 100 */
                    gte?: number;
                    /** @example 100 */
                    gt?: number;
                    /** @example 100 */
                    lte?: number;
                    /** @example 100 */
                    lt?: number;
                    /** @example 100 */
                    eq?: number;
                };
            };
        } | {
            tag: {
                /**
                 * @description Ids or names
                 * @example [
                 *       "VIP"
                 *     ]
                 */
                any: (number | string)[];
            } | {
                /**
                 * @description Ids or names
                 * @example [
                 *       "VIP"
                 *     ]
                 */
                all: (number | string)[];
            } | {
                /**
                 * @description Ids or names
                 * @example [
                 *       "VIP"
                 *     ]
                 */
                none: (number | string)[];
            };
        } | {
            custom_field: {
                /**
                 * @description The id or the code of a custom field of customers
                 * @example CITY
                 */
                field: number | string;
                /** @example Ann */
                equals?: string;
                /** @example Ann */
                starts_with?: string;
                /** @example Ann */
                contains?: string;
            } | {
                /**
                 * @description The id or the code of a custom field of customers
                 * @example CITY
                 */
                field: number | string;
                gte?: number | string;
                gt?: number | string;
                lte?: number | string;
                lt?: number | string;
                eq?: number | string;
            } | {
                /**
                 * @description The id or the code of a custom field of customers
                 * @example CITY
                 */
                field: number | string;
                is: boolean;
            } | {
                /**
                 * @description The id or the code of a custom field of customers
                 * @example CITY
                 */
                field: number | string;
                /**
                 * @description Ids or names
                 * @example [
                 *       "Dark"
                 *     ]
                 */
                any: (number | string)[];
            } | {
                /**
                 * @description The id or the code of a custom field of customers
                 * @example CITY
                 */
                field: number | string;
                /**
                 * @description Ids or names
                 * @example [
                 *       "Dark"
                 *     ]
                 */
                all: (number | string)[];
            } | {
                /**
                 * @description The id or the code of a custom field of customers
                 * @example CITY
                 */
                field: number | string;
                /**
                 * @description Ids or names
                 * @example [
                 *       "Dark"
                 *     ]
                 */
                none: (number | string)[];
            } | {
                /**
                 * @description The id or the code of a custom field of customers
                 * @example CITY
                 */
                field: number | string;
                /** @example 30 */
                in_last: number;
            } | {
                /**
                 * @description The id or the code of a custom field of customers
                 * @example CITY
                 */
                field: number | string;
                /** @example 30 */
                in_next: number;
            } | {
                /**
                 * @description The id or the code of a custom field of customers
                 * @example CITY
                 */
                field: number | string;
                /** @example 30 */
                older_than: number;
            } | {
                /**
                 * @description The id or the code of a custom field of customers
                 * @example CITY
                 */
                field: number | string;
                /**
                 * @description [a, b]: at least a and at most b days ago
                 * @example [
                 *       30,
                 *       60
                 *     ]
                 */
                between: number[];
            } | {
                /**
                 * @description The id or the code of a custom field of customers
                 * @example CITY
                 */
                field: number | string;
                /** @example 2026-01-31 */
                from: string;
                /** @example 2026-01-31 */
                to?: string;
            } | {
                /**
                 * @description The id or the code of a custom field of customers
                 * @example CITY
                 */
                field: number | string;
                /** @example 2026-01-31 */
                to: string;
            } | {
                /**
                 * @description The id or the code of a custom field of customers
                 * @example CITY
                 */
                field: number | string;
                /**
                 * @description Days
                 * @example 7
                 */
                anniversary_in_next: number;
            } | {
                /**
                 * @description The id or the code of a custom field of customers
                 * @example CITY
                 */
                field: number | string;
                empty: boolean;
            };
        } | {
            responsible_user: {
                /**
                 * @description Ids or names
                 * @example [
                 *       "Ann"
                 *     ]
                 */
                any: (number | string)[];
            } | {
                /**
                 * @description Ids or names
                 * @example [
                 *       "Ann"
                 *     ]
                 */
                none: (number | string)[];
            };
        } | {
            created_by: {
                /**
                 * @description Ids or names
                 * @example [
                 *       "Ann"
                 *     ]
                 */
                any: (number | string)[];
            } | {
                /**
                 * @description Ids or names
                 * @example [
                 *       "Ann"
                 *     ]
                 */
                none: (number | string)[];
            };
        } | {
            name: {
                /** @example Ann */
                equals?: string;
                /** @example Ann */
                starts_with?: string;
                /** @example Ann */
                contains?: string;
            };
        } | {
            segment: {
                /**
                 * @description Ids or names
                 * @example [
                 *       "VIP"
                 *     ]
                 */
                any: (number | string)[];
            } | {
                /**
                 * @description Ids or names
                 * @example [
                 *       "VIP"
                 *     ]
                 */
                all: (number | string)[];
            } | {
                /**
                 * @description Ids or names
                 * @example [
                 *       "VIP"
                 *     ]
                 */
                none: (number | string)[];
            };
        } | {
            stage: {
                /**
                 * @description Ids or names
                 * @example [
                 *       "Closed"
                 *     ]
                 */
                any: (number | string)[];
            } | {
                /**
                 * @description Ids or names
                 * @example [
                 *       "Closed"
                 *     ]
                 */
                all: (number | string)[];
            } | {
                /**
                 * @description Ids or names
                 * @example [
                 *       "Closed"
                 *     ]
                 */
                none: (number | string)[];
            };
        };
        /** @description A tree of conditions with the answer of each node, and what each leaf saw */
        ExplainedCondition: {
            holds: boolean;
            all: components["schemas"]["ExplainedCondition"][];
        } | {
            holds: boolean;
            any: components["schemas"]["ExplainedCondition"][];
        } | {
            holds: boolean;
            not: components["schemas"]["ExplainedCondition"];
        } | {
            condition: components["schemas"]["Condition"];
            /** @description Whether it holds; null for moves that were recorded before 0.2.0 */
            holds: boolean | null;
            /** @description The values that it looked at, as they are stored */
            seen: Record<string, never>;
            /** @description The same values as a person reads them: dates of the account, names, "none" */
            seen_text: {
                [key: string]: string;
            };
            /** @description Says that the condition holds, or that it does not, in the language of the request */
            aloud: string;
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
    getAccount: {
        parameters: {
            query?: {
                /** @description Separated by commas: amojo_id, uuid, amojo_rights, users_groups, task_types, version, entity_names, datetime_settings, invoices_settings, is_api_filter_enabled, drive_url */
                with?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        name: string;
                        subdomain: string;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        created_at: number;
                        created_by: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        updated_at: number;
                        updated_by: number;
                        current_user_id: number;
                        country: string;
                        currency: string;
                        currency_symbol: string;
                        customers_mode: "unavailable" | "disabled" | "segments" | "periodicity";
                        is_unsorted_on: boolean;
                        mobile_feature_version: number;
                        is_loss_reason_enabled: boolean;
                        is_helpbot_enabled: boolean;
                        is_technical_account: boolean;
                        contact_name_display_order: number;
                        amojo_id?: string;
                        uuid?: string;
                        version?: number;
                        is_api_filter_enabled?: boolean;
                        drive_url?: string;
                        entity_names?: Record<string, never>;
                        _links: {
                            self: {
                                href: string;
                            };
                        };
                        _embedded?: {
                            amojo_rights?: {
                                can_direct: boolean;
                                can_create_groups: boolean;
                            };
                            users_groups?: {
                                id: number;
                                name: string;
                                uuid: string | null;
                            }[];
                            task_types?: {
                                id: number;
                                name: string;
                                color: string | null;
                                icon_id: number | null;
                                code: string;
                            }[];
                            datetime_settings?: {
                                date_pattern: string;
                                short_date_pattern: string;
                                short_time_pattern: string;
                                date_format: string;
                                time_format: string;
                                timezone: string;
                                timezone_offset: string;
                            };
                            invoices_settings?: Record<string, never> | null;
                        };
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                /** @description Separated by commas: role, group, uuid, amojo_id, user_rank, phone_number */
                with?: string;
                /** @description Number of the page, from 1 */
                page?: number;
                /** @description Where the page before ended, as the link `next` has it: whoever follows these links meets each entry once, whatever is added or deleted meanwhile */
                cursor?: string;
                /** @description Entities on a page: 50 unless given, at most 250 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        _total_items: number;
                        _page: number;
                        _page_count: number;
                        _links: {
                            self: {
                                href: string;
                            };
                            next?: {
                                href: string;
                            };
                            first?: {
                                href: string;
                            };
                            prev?: {
                                href: string;
                            };
                            last?: {
                                href: string;
                            };
                        };
                        _embedded: {
                            users: {
                                id: number;
                                name: string;
                                email: string;
                                lang: string;
                                rights: {
                                    leads: {
                                        /** @description A all, G of the own group, M own, D none */
                                        view: string;
                                        /** @description A all, G of the own group, M own, D none */
                                        edit: string;
                                        /** @description A all, G of the own group, M own, D none */
                                        add: string;
                                        /** @description A all, G of the own group, M own, D none */
                                        delete: string;
                                        /** @description A all, G of the own group, M own, D none */
                                        export: string;
                                    };
                                    contacts: {
                                        /** @description A all, G of the own group, M own, D none */
                                        view: string;
                                        /** @description A all, G of the own group, M own, D none */
                                        edit: string;
                                        /** @description A all, G of the own group, M own, D none */
                                        add: string;
                                        /** @description A all, G of the own group, M own, D none */
                                        delete: string;
                                        /** @description A all, G of the own group, M own, D none */
                                        export: string;
                                    };
                                    companies: {
                                        /** @description A all, G of the own group, M own, D none */
                                        view: string;
                                        /** @description A all, G of the own group, M own, D none */
                                        edit: string;
                                        /** @description A all, G of the own group, M own, D none */
                                        add: string;
                                        /** @description A all, G of the own group, M own, D none */
                                        delete: string;
                                        /** @description A all, G of the own group, M own, D none */
                                        export: string;
                                    };
                                    customers: {
                                        /** @description A all, G of the own group, M own, D none */
                                        view: string;
                                        /** @description A all, G of the own group, M own, D none */
                                        edit: string;
                                        /** @description A all, G of the own group, M own, D none */
                                        add: string;
                                        /** @description A all, G of the own group, M own, D none */
                                        delete: string;
                                        /** @description A all, G of the own group, M own, D none */
                                        export: string;
                                    };
                                    tasks: {
                                        /** @description A all, G of the own group, M own, D none */
                                        edit: string;
                                        /** @description A all, G of the own group, M own, D none */
                                        delete: string;
                                    };
                                    mail_access: boolean;
                                    catalog_access: boolean;
                                    is_admin: boolean;
                                    is_free: boolean;
                                    is_active: boolean;
                                    group_id: number | null;
                                    role_id: number | null;
                                    status_rights: Record<string, never>[] | null;
                                };
                                uuid?: string;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                                _embedded: {
                                    roles: Record<string, never>[];
                                    groups: {
                                        id: number;
                                        name: string;
                                    }[];
                                };
                            }[];
                        };
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getUser: {
        parameters: {
            query?: {
                /** @description Separated by commas: role, group, uuid, amojo_id, user_rank, phone_number */
                with?: string;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        name: string;
                        email: string;
                        lang: string;
                        rights: {
                            leads: {
                                /** @description A all, G of the own group, M own, D none */
                                view: string;
                                /** @description A all, G of the own group, M own, D none */
                                edit: string;
                                /** @description A all, G of the own group, M own, D none */
                                add: string;
                                /** @description A all, G of the own group, M own, D none */
                                delete: string;
                                /** @description A all, G of the own group, M own, D none */
                                export: string;
                            };
                            contacts: {
                                /** @description A all, G of the own group, M own, D none */
                                view: string;
                                /** @description A all, G of the own group, M own, D none */
                                edit: string;
                                /** @description A all, G of the own group, M own, D none */
                                add: string;
                                /** @description A all, G of the own group, M own, D none */
                                delete: string;
                                /** @description A all, G of the own group, M own, D none */
                                export: string;
                            };
                            companies: {
                                /** @description A all, G of the own group, M own, D none */
                                view: string;
                                /** @description A all, G of the own group, M own, D none */
                                edit: string;
                                /** @description A all, G of the own group, M own, D none */
                                add: string;
                                /** @description A all, G of the own group, M own, D none */
                                delete: string;
                                /** @description A all, G of the own group, M own, D none */
                                export: string;
                            };
                            customers: {
                                /** @description A all, G of the own group, M own, D none */
                                view: string;
                                /** @description A all, G of the own group, M own, D none */
                                edit: string;
                                /** @description A all, G of the own group, M own, D none */
                                add: string;
                                /** @description A all, G of the own group, M own, D none */
                                delete: string;
                                /** @description A all, G of the own group, M own, D none */
                                export: string;
                            };
                            tasks: {
                                /** @description A all, G of the own group, M own, D none */
                                edit: string;
                                /** @description A all, G of the own group, M own, D none */
                                delete: string;
                            };
                            mail_access: boolean;
                            catalog_access: boolean;
                            is_admin: boolean;
                            is_free: boolean;
                            is_active: boolean;
                            group_id: number | null;
                            role_id: number | null;
                            status_rights: Record<string, never>[] | null;
                        };
                        uuid?: string;
                        _links: {
                            self: {
                                href: string;
                            };
                        };
                        _embedded: {
                            roles: Record<string, never>[];
                            groups: {
                                id: number;
                                name: string;
                            }[];
                        };
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setCustomersMode: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    mode: "segments" | "periodicity";
                    is_enabled: boolean;
                };
            };
        };
        responses: {
            /** @description The customers mode has been changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /** @enum {string} */
                        mode: "segments" | "periodicity";
                        is_enabled: boolean;
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The plan does not include customers */
            402: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listStages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        _total_items: number;
                        _links: {
                            self: {
                                href: string;
                            };
                        };
                        _embedded: {
                            statuses: {
                                id: number;
                                name: string;
                                sort: number;
                                /** @description A system stage */
                                is_default: boolean;
                                /** @description The outer array is an OR, the inner an AND */
                                conditions: {
                                    type: string;
                                    match: {
                                        value: unknown;
                                        logic?: string;
                                    };
                                    conditions: Record<string, never>[];
                                    options?: {
                                        name: string;
                                    };
                                    logic_operator?: string;
                                    tmpl?: string;
                                }[][];
                                color: string;
                                /** @description 0 regular, 1 expected purchase, 2 did not purchase, 3 closed, 4 recently purchased */
                                type: number;
                                account_id: number;
                                request_id?: string;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                            }[];
                        };
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addStages: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    sort: number;
                    /** @description One of the published stage colours, with # */
                    color?: string;
                    /** @description Returned unchanged, as a string; the zero-based position if absent */
                    request_id?: string | number | null;
                }[];
            };
        };
        responses: {
            /** @description Stages have been added */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        _total_items: number;
                        _links: {
                            self: {
                                href: string;
                            };
                        };
                        _embedded: {
                            statuses: {
                                id: number;
                                request_id: string;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                            }[];
                        };
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        name: string;
                        sort: number;
                        /** @description A system stage */
                        is_default: boolean;
                        /** @description The outer array is an OR, the inner an AND */
                        conditions: {
                            type: string;
                            match: {
                                value: unknown;
                                logic?: string;
                            };
                            conditions: Record<string, never>[];
                            options?: {
                                name: string;
                            };
                            logic_operator?: string;
                            tmpl?: string;
                        }[][];
                        color: string;
                        /** @description 0 regular, 1 expected purchase, 2 did not purchase, 3 closed, 4 recently purchased */
                        type: number;
                        account_id: number;
                        request_id?: string;
                        _links: {
                            self: {
                                href: string;
                            };
                        };
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteStage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stage has been deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateStage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    sort?: number;
                    /** @description One of the published stage colours, with # */
                    color?: string;
                    /** @description Returned unchanged, as a string; the zero-based position if absent */
                    request_id?: string | number | null;
                };
            };
        };
        responses: {
            /** @description The stage has been updated */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        name: string;
                        sort: number;
                        /** @description A system stage */
                        is_default: boolean;
                        /** @description The outer array is an OR, the inner an AND */
                        conditions: {
                            type: string;
                            match: {
                                value: unknown;
                                logic?: string;
                            };
                            conditions: Record<string, never>[];
                            options?: {
                                name: string;
                            };
                            logic_operator?: string;
                            tmpl?: string;
                        }[][];
                        color: string;
                        /** @description 0 regular, 1 expected purchase, 2 did not purchase, 3 closed, 4 recently purchased */
                        type: number;
                        account_id: number;
                        request_id?: string;
                        _links: {
                            self: {
                                href: string;
                            };
                        };
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSegments: {
        parameters: {
            query?: {
                /** @description Number of the page, from 1 */
                page?: number;
                /** @description Where the page before ended, as the link `next` has it: whoever follows these links meets each entry once, whatever is added or deleted meanwhile */
                cursor?: string;
                /** @description Entities on a page: 50 unless given, at most 250 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        _total_items: number;
                        _page: number;
                        _page_count: number;
                        _links: {
                            self: {
                                href: string;
                            };
                            next?: {
                                href: string;
                            };
                            first?: {
                                href: string;
                            };
                            prev?: {
                                href: string;
                            };
                            last?: {
                                href: string;
                            };
                        };
                        _embedded: {
                            segments: {
                                id: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                created_at: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                updated_at: number;
                                account_id: number;
                                name: string;
                                color: string;
                                available_products_price_types: number[];
                                customers_count: number;
                                custom_fields_values: {
                                    field_id: number;
                                    field_name: string;
                                    field_code: string | null;
                                    field_type: string;
                                    values: Record<string, never>[];
                                }[];
                                request_id?: string;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                            }[];
                        };
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addSegment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description One of the published segment colours, without # */
                    color?: string;
                    /** @description Ids of price fields */
                    available_products_price_types?: number[] | null;
                    /** @description Values of custom fields: `[{ field_id, values: [{ value }] }]` */
                    custom_fields_values?: unknown[] | null;
                    /** @description Returned unchanged, as a string; the zero-based position if absent */
                    request_id?: string | number | null;
                };
            };
        };
        responses: {
            /** @description The segment has been added */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        created_at: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        updated_at: number;
                        account_id: number;
                        name: string;
                        color: string;
                        available_products_price_types: number[];
                        customers_count: number;
                        custom_fields_values: {
                            field_id: number;
                            field_name: string;
                            field_code: string | null;
                            field_type: string;
                            values: Record<string, never>[];
                        }[];
                        request_id?: string;
                        _links: {
                            self: {
                                href: string;
                            };
                        };
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSegment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        created_at: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        updated_at: number;
                        account_id: number;
                        name: string;
                        color: string;
                        available_products_price_types: number[];
                        customers_count: number;
                        custom_fields_values: {
                            field_id: number;
                            field_name: string;
                            field_code: string | null;
                            field_type: string;
                            values: Record<string, never>[];
                        }[];
                        request_id?: string;
                        _links: {
                            self: {
                                href: string;
                            };
                        };
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSegment: {
        parameters: {
            query?: {
                /** @description 1: delete it although rules use it; these are broken then, and nobody has it */
                force?: number;
            };
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The segment has been deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateSegment: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description One of the published segment colours, without # */
                    color?: string;
                    /** @description Ids of price fields */
                    available_products_price_types?: number[] | null;
                    /** @description Values of custom fields: `[{ field_id, values: [{ value }] }]` */
                    custom_fields_values?: unknown[] | null;
                    /** @description Returned unchanged, as a string; the zero-based position if absent */
                    request_id?: string | number | null;
                };
            };
        };
        responses: {
            /** @description The segment has been updated */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        created_at: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        updated_at: number;
                        account_id: number;
                        name: string;
                        color: string;
                        available_products_price_types: number[];
                        customers_count: number;
                        custom_fields_values: {
                            field_id: number;
                            field_name: string;
                            field_code: string | null;
                            field_type: string;
                            values: Record<string, never>[];
                        }[];
                        request_id?: string;
                        _links: {
                            self: {
                                href: string;
                            };
                        };
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFieldsOfCustomers: {
        parameters: {
            query?: {
                /** @description Any of these: `filter[id][]=…&filter[id][]=…` */
                "filter[id][]"?: number[];
                /** @description Any of these: `filter[type][]=…&filter[type][]=…` */
                "filter[type][]"?: string[];
                /** @description In the order of `sort` */
                "order[sort]"?: "asc" | "desc";
                /** @description In the order of `id` */
                "order[id]"?: "asc" | "desc";
                /** @description Number of the page, from 1 */
                page?: number;
                /** @description Where the page before ended, as the link `next` has it: whoever follows these links meets each entry once, whatever is added or deleted meanwhile */
                cursor?: string;
                /** @description Entities on a page: 50 unless given, at most 250 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        _total_items: number;
                        _page: number;
                        _page_count: number;
                        _links: {
                            self: {
                                href: string;
                            };
                            next?: {
                                href: string;
                            };
                            first?: {
                                href: string;
                            };
                            prev?: {
                                href: string;
                            };
                            last?: {
                                href: string;
                            };
                        };
                        _embedded: {
                            custom_fields: {
                                id: number;
                                name: string;
                                type: string;
                                account_id: number;
                                code: string | null;
                                sort: number;
                                is_api_only: boolean;
                                enums: {
                                    id: number;
                                    value: string;
                                    sort: number;
                                    code: string | null;
                                }[] | null;
                                group_id: string | null;
                                required_statuses: Record<string, never>[];
                                is_deletable: boolean;
                                is_predefined: boolean;
                                /** @enum {string} */
                                entity_type: "customers" | "segments";
                                tracking_callback: string | null;
                                remind: string | null;
                                triggers: Record<string, never>[];
                                currency: string | null;
                                hidden_statuses: Record<string, never>[];
                                chained_lists: {
                                    catalog_id: number;
                                    parent_catalog_id: number | null;
                                    title: string;
                                }[] | null;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                            }[];
                        };
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addFieldsOfCustomers: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description One of text, textarea, url, streetaddress, numeric, monetary, checkbox, select, radiobutton, multiselect, date, date_time, chained_list, file */
                    type: string;
                    /** @description Another name of it, unique among its kind */
                    code?: string | null;
                    sort?: number | null;
                    group_id?: string | null;
                    is_api_only?: boolean | null;
                    /** @description The options of a list: with `id` to keep or rename one, without to add one; those left out are removed */
                    enums?: {
                        id?: number | null;
                        value?: string;
                        sort?: number | null;
                        /** @description Another name of it, unique among its kind */
                        code?: string | null;
                    }[] | {
                        [key: string]: {
                            id?: number | null;
                            value?: string;
                            sort?: number | null;
                            /** @description Another name of it, unique among its kind */
                            code?: string | null;
                        };
                    } | null;
                    /** @description Of monetary fields; that of the account if absent */
                    currency?: string | null;
                    /** @description Of chained_list fields: the lists that depend on each other */
                    chained_lists?: {
                        catalog_id: number;
                        parent_catalog_id?: number | null;
                        title?: string | null;
                    }[] | {
                        [key: string]: {
                            catalog_id: number;
                            parent_catalog_id?: number | null;
                            title?: string | null;
                        };
                    } | null;
                    tracking_callback?: string | null;
                    /** @description Returned unchanged, as a string; the zero-based position if absent */
                    request_id?: string | number | null;
                }[];
            };
        };
        responses: {
            /** @description The fields have been added */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        _total_items: number;
                        _embedded: {
                            custom_fields: {
                                id: number;
                                name: string;
                                type: string;
                                account_id: number;
                                code: string | null;
                                sort: number;
                                is_api_only: boolean;
                                enums: {
                                    id: number;
                                    value: string;
                                    sort: number;
                                    code: string | null;
                                }[] | null;
                                group_id: string | null;
                                required_statuses: Record<string, never>[];
                                is_deletable: boolean;
                                is_predefined: boolean;
                                /** @enum {string} */
                                entity_type: "customers" | "segments";
                                tracking_callback: string | null;
                                remind: string | null;
                                triggers: Record<string, never>[];
                                currency: string | null;
                                hidden_statuses: Record<string, never>[];
                                chained_lists: {
                                    catalog_id: number;
                                    parent_catalog_id: number | null;
                                    title: string;
                                }[] | null;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                                request_id: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateFieldsOfCustomers: {
        parameters: {
            query?: {
                /** @description 1: delete it although rules use it; these are broken then, and nobody has it */
                force?: number;
            };
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description Cannot be changed */
                    type?: string | null;
                    /** @description Another name of it, unique among its kind */
                    code?: string | null;
                    sort?: number | null;
                    group_id?: string | null;
                    is_api_only?: boolean | null;
                    /** @description The options of a list: with `id` to keep or rename one, without to add one; those left out are removed */
                    enums?: {
                        id?: number | null;
                        value?: string;
                        sort?: number | null;
                        /** @description Another name of it, unique among its kind */
                        code?: string | null;
                    }[] | {
                        [key: string]: {
                            id?: number | null;
                            value?: string;
                            sort?: number | null;
                            /** @description Another name of it, unique among its kind */
                            code?: string | null;
                        };
                    } | null;
                    /** @description Of monetary fields; that of the account if absent */
                    currency?: string | null;
                    /** @description Of chained_list fields: the lists that depend on each other */
                    chained_lists?: {
                        catalog_id: number;
                        parent_catalog_id?: number | null;
                        title?: string | null;
                    }[] | {
                        [key: string]: {
                            catalog_id: number;
                            parent_catalog_id?: number | null;
                            title?: string | null;
                        };
                    } | null;
                    tracking_callback?: string | null;
                    /** @description Returned unchanged, as a string; the zero-based position if absent */
                    request_id?: string | number | null;
                    id: number;
                }[];
            };
        };
        responses: {
            /** @description The fields have been updated */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        _total_items: number;
                        _embedded: {
                            custom_fields: {
                                id: number;
                                name: string;
                                type: string;
                                account_id: number;
                                code: string | null;
                                sort: number;
                                is_api_only: boolean;
                                enums: {
                                    id: number;
                                    value: string;
                                    sort: number;
                                    code: string | null;
                                }[] | null;
                                group_id: string | null;
                                required_statuses: Record<string, never>[];
                                is_deletable: boolean;
                                is_predefined: boolean;
                                /** @enum {string} */
                                entity_type: "customers" | "segments";
                                tracking_callback: string | null;
                                remind: string | null;
                                triggers: Record<string, never>[];
                                currency: string | null;
                                hidden_statuses: Record<string, never>[];
                                chained_lists: {
                                    catalog_id: number;
                                    parent_catalog_id: number | null;
                                    title: string;
                                }[] | null;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                                request_id: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFieldOfCustomers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        name: string;
                        type: string;
                        account_id: number;
                        code: string | null;
                        sort: number;
                        is_api_only: boolean;
                        enums: {
                            id: number;
                            value: string;
                            sort: number;
                            code: string | null;
                        }[] | null;
                        group_id: string | null;
                        required_statuses: Record<string, never>[];
                        is_deletable: boolean;
                        is_predefined: boolean;
                        /** @enum {string} */
                        entity_type: "customers" | "segments";
                        tracking_callback: string | null;
                        remind: string | null;
                        triggers: Record<string, never>[];
                        currency: string | null;
                        hidden_statuses: Record<string, never>[];
                        chained_lists: {
                            catalog_id: number;
                            parent_catalog_id: number | null;
                            title: string;
                        }[] | null;
                        _links: {
                            self: {
                                href: string;
                            };
                        };
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteFieldOfCustomers: {
        parameters: {
            query?: {
                /** @description 1: delete it although rules use it; these are broken then, and nobody has it */
                force?: number;
            };
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The field has been deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateFieldOfCustomers: {
        parameters: {
            query?: {
                /** @description 1: delete it although rules use it; these are broken then, and nobody has it */
                force?: number;
            };
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description Cannot be changed */
                    type?: string | null;
                    /** @description Another name of it, unique among its kind */
                    code?: string | null;
                    sort?: number | null;
                    group_id?: string | null;
                    is_api_only?: boolean | null;
                    /** @description The options of a list: with `id` to keep or rename one, without to add one; those left out are removed */
                    enums?: {
                        id?: number | null;
                        value?: string;
                        sort?: number | null;
                        /** @description Another name of it, unique among its kind */
                        code?: string | null;
                    }[] | {
                        [key: string]: {
                            id?: number | null;
                            value?: string;
                            sort?: number | null;
                            /** @description Another name of it, unique among its kind */
                            code?: string | null;
                        };
                    } | null;
                    /** @description Of monetary fields; that of the account if absent */
                    currency?: string | null;
                    /** @description Of chained_list fields: the lists that depend on each other */
                    chained_lists?: {
                        catalog_id: number;
                        parent_catalog_id?: number | null;
                        title?: string | null;
                    }[] | {
                        [key: string]: {
                            catalog_id: number;
                            parent_catalog_id?: number | null;
                            title?: string | null;
                        };
                    } | null;
                    tracking_callback?: string | null;
                    /** @description Returned unchanged, as a string; the zero-based position if absent */
                    request_id?: string | number | null;
                };
            };
        };
        responses: {
            /** @description The field has been updated */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        name: string;
                        type: string;
                        account_id: number;
                        code: string | null;
                        sort: number;
                        is_api_only: boolean;
                        enums: {
                            id: number;
                            value: string;
                            sort: number;
                            code: string | null;
                        }[] | null;
                        group_id: string | null;
                        required_statuses: Record<string, never>[];
                        is_deletable: boolean;
                        is_predefined: boolean;
                        /** @enum {string} */
                        entity_type: "customers" | "segments";
                        tracking_callback: string | null;
                        remind: string | null;
                        triggers: Record<string, never>[];
                        currency: string | null;
                        hidden_statuses: Record<string, never>[];
                        chained_lists: {
                            catalog_id: number;
                            parent_catalog_id: number | null;
                            title: string;
                        }[] | null;
                        _links: {
                            self: {
                                href: string;
                            };
                        };
                        request_id?: string;
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFieldsOfSegments: {
        parameters: {
            query?: {
                /** @description Any of these: `filter[id][]=…&filter[id][]=…` */
                "filter[id][]"?: number[];
                /** @description Any of these: `filter[type][]=…&filter[type][]=…` */
                "filter[type][]"?: string[];
                /** @description In the order of `sort` */
                "order[sort]"?: "asc" | "desc";
                /** @description In the order of `id` */
                "order[id]"?: "asc" | "desc";
                /** @description Number of the page, from 1 */
                page?: number;
                /** @description Where the page before ended, as the link `next` has it: whoever follows these links meets each entry once, whatever is added or deleted meanwhile */
                cursor?: string;
                /** @description Entities on a page: 50 unless given, at most 250 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        _total_items: number;
                        _page: number;
                        _page_count: number;
                        _links: {
                            self: {
                                href: string;
                            };
                            next?: {
                                href: string;
                            };
                            first?: {
                                href: string;
                            };
                            prev?: {
                                href: string;
                            };
                            last?: {
                                href: string;
                            };
                        };
                        _embedded: {
                            custom_fields: {
                                id: number;
                                name: string;
                                type: string;
                                account_id: number;
                                code: string | null;
                                sort: number;
                                is_api_only: boolean;
                                enums: {
                                    id: number;
                                    value: string;
                                    sort: number;
                                    code: string | null;
                                }[] | null;
                                group_id: string | null;
                                required_statuses: Record<string, never>[];
                                is_deletable: boolean;
                                is_predefined: boolean;
                                /** @enum {string} */
                                entity_type: "customers" | "segments";
                                tracking_callback: string | null;
                                remind: string | null;
                                triggers: Record<string, never>[];
                                currency: string | null;
                                hidden_statuses: Record<string, never>[];
                                chained_lists: {
                                    catalog_id: number;
                                    parent_catalog_id: number | null;
                                    title: string;
                                }[] | null;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                            }[];
                        };
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addFieldsOfSegments: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description One of text, textarea, url, streetaddress, numeric, monetary, checkbox, select, radiobutton, multiselect, date, date_time, chained_list, file */
                    type: string;
                    /** @description Another name of it, unique among its kind */
                    code?: string | null;
                    sort?: number | null;
                    group_id?: string | null;
                    is_api_only?: boolean | null;
                    /** @description The options of a list: with `id` to keep or rename one, without to add one; those left out are removed */
                    enums?: {
                        id?: number | null;
                        value?: string;
                        sort?: number | null;
                        /** @description Another name of it, unique among its kind */
                        code?: string | null;
                    }[] | {
                        [key: string]: {
                            id?: number | null;
                            value?: string;
                            sort?: number | null;
                            /** @description Another name of it, unique among its kind */
                            code?: string | null;
                        };
                    } | null;
                    /** @description Of monetary fields; that of the account if absent */
                    currency?: string | null;
                    /** @description Of chained_list fields: the lists that depend on each other */
                    chained_lists?: {
                        catalog_id: number;
                        parent_catalog_id?: number | null;
                        title?: string | null;
                    }[] | {
                        [key: string]: {
                            catalog_id: number;
                            parent_catalog_id?: number | null;
                            title?: string | null;
                        };
                    } | null;
                    tracking_callback?: string | null;
                    /** @description Returned unchanged, as a string; the zero-based position if absent */
                    request_id?: string | number | null;
                }[];
            };
        };
        responses: {
            /** @description The fields have been added */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        _total_items: number;
                        _embedded: {
                            custom_fields: {
                                id: number;
                                name: string;
                                type: string;
                                account_id: number;
                                code: string | null;
                                sort: number;
                                is_api_only: boolean;
                                enums: {
                                    id: number;
                                    value: string;
                                    sort: number;
                                    code: string | null;
                                }[] | null;
                                group_id: string | null;
                                required_statuses: Record<string, never>[];
                                is_deletable: boolean;
                                is_predefined: boolean;
                                /** @enum {string} */
                                entity_type: "customers" | "segments";
                                tracking_callback: string | null;
                                remind: string | null;
                                triggers: Record<string, never>[];
                                currency: string | null;
                                hidden_statuses: Record<string, never>[];
                                chained_lists: {
                                    catalog_id: number;
                                    parent_catalog_id: number | null;
                                    title: string;
                                }[] | null;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                                request_id: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateFieldsOfSegments: {
        parameters: {
            query?: {
                /** @description 1: delete it although rules use it; these are broken then, and nobody has it */
                force?: number;
            };
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description Cannot be changed */
                    type?: string | null;
                    /** @description Another name of it, unique among its kind */
                    code?: string | null;
                    sort?: number | null;
                    group_id?: string | null;
                    is_api_only?: boolean | null;
                    /** @description The options of a list: with `id` to keep or rename one, without to add one; those left out are removed */
                    enums?: {
                        id?: number | null;
                        value?: string;
                        sort?: number | null;
                        /** @description Another name of it, unique among its kind */
                        code?: string | null;
                    }[] | {
                        [key: string]: {
                            id?: number | null;
                            value?: string;
                            sort?: number | null;
                            /** @description Another name of it, unique among its kind */
                            code?: string | null;
                        };
                    } | null;
                    /** @description Of monetary fields; that of the account if absent */
                    currency?: string | null;
                    /** @description Of chained_list fields: the lists that depend on each other */
                    chained_lists?: {
                        catalog_id: number;
                        parent_catalog_id?: number | null;
                        title?: string | null;
                    }[] | {
                        [key: string]: {
                            catalog_id: number;
                            parent_catalog_id?: number | null;
                            title?: string | null;
                        };
                    } | null;
                    tracking_callback?: string | null;
                    /** @description Returned unchanged, as a string; the zero-based position if absent */
                    request_id?: string | number | null;
                    id: number;
                }[];
            };
        };
        responses: {
            /** @description The fields have been updated */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        _total_items: number;
                        _embedded: {
                            custom_fields: {
                                id: number;
                                name: string;
                                type: string;
                                account_id: number;
                                code: string | null;
                                sort: number;
                                is_api_only: boolean;
                                enums: {
                                    id: number;
                                    value: string;
                                    sort: number;
                                    code: string | null;
                                }[] | null;
                                group_id: string | null;
                                required_statuses: Record<string, never>[];
                                is_deletable: boolean;
                                is_predefined: boolean;
                                /** @enum {string} */
                                entity_type: "customers" | "segments";
                                tracking_callback: string | null;
                                remind: string | null;
                                triggers: Record<string, never>[];
                                currency: string | null;
                                hidden_statuses: Record<string, never>[];
                                chained_lists: {
                                    catalog_id: number;
                                    parent_catalog_id: number | null;
                                    title: string;
                                }[] | null;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                                request_id: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFieldOfSegments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        name: string;
                        type: string;
                        account_id: number;
                        code: string | null;
                        sort: number;
                        is_api_only: boolean;
                        enums: {
                            id: number;
                            value: string;
                            sort: number;
                            code: string | null;
                        }[] | null;
                        group_id: string | null;
                        required_statuses: Record<string, never>[];
                        is_deletable: boolean;
                        is_predefined: boolean;
                        /** @enum {string} */
                        entity_type: "customers" | "segments";
                        tracking_callback: string | null;
                        remind: string | null;
                        triggers: Record<string, never>[];
                        currency: string | null;
                        hidden_statuses: Record<string, never>[];
                        chained_lists: {
                            catalog_id: number;
                            parent_catalog_id: number | null;
                            title: string;
                        }[] | null;
                        _links: {
                            self: {
                                href: string;
                            };
                        };
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteFieldOfSegments: {
        parameters: {
            query?: {
                /** @description 1: delete it although rules use it; these are broken then, and nobody has it */
                force?: number;
            };
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The field has been deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateFieldOfSegments: {
        parameters: {
            query?: {
                /** @description 1: delete it although rules use it; these are broken then, and nobody has it */
                force?: number;
            };
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description Cannot be changed */
                    type?: string | null;
                    /** @description Another name of it, unique among its kind */
                    code?: string | null;
                    sort?: number | null;
                    group_id?: string | null;
                    is_api_only?: boolean | null;
                    /** @description The options of a list: with `id` to keep or rename one, without to add one; those left out are removed */
                    enums?: {
                        id?: number | null;
                        value?: string;
                        sort?: number | null;
                        /** @description Another name of it, unique among its kind */
                        code?: string | null;
                    }[] | {
                        [key: string]: {
                            id?: number | null;
                            value?: string;
                            sort?: number | null;
                            /** @description Another name of it, unique among its kind */
                            code?: string | null;
                        };
                    } | null;
                    /** @description Of monetary fields; that of the account if absent */
                    currency?: string | null;
                    /** @description Of chained_list fields: the lists that depend on each other */
                    chained_lists?: {
                        catalog_id: number;
                        parent_catalog_id?: number | null;
                        title?: string | null;
                    }[] | {
                        [key: string]: {
                            catalog_id: number;
                            parent_catalog_id?: number | null;
                            title?: string | null;
                        };
                    } | null;
                    tracking_callback?: string | null;
                    /** @description Returned unchanged, as a string; the zero-based position if absent */
                    request_id?: string | number | null;
                };
            };
        };
        responses: {
            /** @description The field has been updated */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        name: string;
                        type: string;
                        account_id: number;
                        code: string | null;
                        sort: number;
                        is_api_only: boolean;
                        enums: {
                            id: number;
                            value: string;
                            sort: number;
                            code: string | null;
                        }[] | null;
                        group_id: string | null;
                        required_statuses: Record<string, never>[];
                        is_deletable: boolean;
                        is_predefined: boolean;
                        /** @enum {string} */
                        entity_type: "customers" | "segments";
                        tracking_callback: string | null;
                        remind: string | null;
                        triggers: Record<string, never>[];
                        currency: string | null;
                        hidden_statuses: Record<string, never>[];
                        chained_lists: {
                            catalog_id: number;
                            parent_catalog_id: number | null;
                            title: string;
                        }[] | null;
                        _links: {
                            self: {
                                href: string;
                            };
                        };
                        request_id?: string;
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTagsOfCustomers: {
        parameters: {
            query?: {
                /** @description Text to be found in the name, without case */
                query?: string;
                /** @description Any of these: `filter[id][]=…&filter[id][]=…` */
                "filter[id][]"?: number[];
                /** @description The whole text */
                "filter[name]"?: string;
                /** @description Number of the page, from 1 */
                page?: number;
                /** @description Where the page before ended, as the link `next` has it: whoever follows these links meets each entry once, whatever is added or deleted meanwhile */
                cursor?: string;
                /** @description Entities on a page: 50 unless given, at most 250 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        _total_items?: number;
                        _page: number;
                        _links: {
                            self: {
                                href: string;
                            };
                            next?: {
                                href: string;
                            };
                            first?: {
                                href: string;
                            };
                            prev?: {
                                href: string;
                            };
                            last?: {
                                href: string;
                            };
                        };
                        _embedded: {
                            tags: {
                                id: number;
                                name: string;
                                color: string | null;
                            }[];
                        };
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addTagsOfCustomers: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description Ignored: only tags of leads have colours */
                    color?: unknown;
                    /** @description Returned unchanged, as a string; the zero-based position if absent */
                    request_id?: string | number | null;
                }[];
            };
        };
        responses: {
            /** @description The tags exist */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        _total_items: number;
                        _embedded: {
                            tags: {
                                id: number;
                                name: string;
                                color: string | null;
                                request_id: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTransactions: {
        parameters: {
            query?: {
                /** @description Any of these: `filter[id][]=…&filter[id][]=…` */
                "filter[id][]"?: number[];
                /** @description Number of the page, from 1 */
                page?: number;
                /** @description Where the page before ended, as the link `next` has it: whoever follows these links meets each entry once, whatever is added or deleted meanwhile */
                cursor?: string;
                /** @description Entities on a page: 50 unless given, at most 250 */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        _total_items?: number;
                        _page: number;
                        _links: {
                            self: {
                                href: string;
                            };
                            next?: {
                                href: string;
                            };
                            first?: {
                                href: string;
                            };
                            prev?: {
                                href: string;
                            };
                            last?: {
                                href: string;
                            };
                        };
                        _embedded: {
                            transactions: {
                                id: number;
                                /** @description Whole units of the account currency, cut off towards zero */
                                price: number;
                                /** @description In the currency of the account, with its minor units */
                                price_with_minor_units: number;
                                comment: string | null;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                completed_at: number;
                                customer_id: number;
                                created_by: number;
                                updated_by: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                created_at: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                updated_at: number;
                                is_deleted: boolean;
                                account_id: number;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                                _embedded: {
                                    customer: {
                                        id: number;
                                        _links: {
                                            self: {
                                                href: string;
                                            };
                                        };
                                    };
                                    catalog_elements?: {
                                        id: number;
                                        metadata: Record<string, never>;
                                    }[];
                                };
                            }[];
                        };
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTransactionsOfCustomer: {
        parameters: {
            query?: {
                /** @description Any of these: `filter[id][]=…&filter[id][]=…` */
                "filter[id][]"?: number[];
                /** @description Number of the page, from 1 */
                page?: number;
                /** @description Where the page before ended, as the link `next` has it: whoever follows these links meets each entry once, whatever is added or deleted meanwhile */
                cursor?: string;
                /** @description Entities on a page: 50 unless given, at most 250 */
                limit?: number;
            };
            header?: never;
            path: {
                customerId: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        _total_items?: number;
                        _page: number;
                        _links: {
                            self: {
                                href: string;
                            };
                            next?: {
                                href: string;
                            };
                            first?: {
                                href: string;
                            };
                            prev?: {
                                href: string;
                            };
                            last?: {
                                href: string;
                            };
                        };
                        _embedded: {
                            transactions: {
                                id: number;
                                /** @description Whole units of the account currency, cut off towards zero */
                                price: number;
                                /** @description In the currency of the account, with its minor units */
                                price_with_minor_units: number;
                                comment: string | null;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                completed_at: number;
                                customer_id: number;
                                created_by: number;
                                updated_by: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                created_at: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                updated_at: number;
                                is_deleted: boolean;
                                account_id: number;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                                _embedded: {
                                    customer: {
                                        id: number;
                                        _links: {
                                            self: {
                                                href: string;
                                            };
                                        };
                                    };
                                    catalog_elements?: {
                                        id: number;
                                        metadata: Record<string, never>;
                                    }[];
                                };
                            }[];
                        };
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addTransactions: {
        parameters: {
            query?: {
                /** @description Ignored: there are no bonus points */
                accrue_bonus?: boolean;
            };
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
                /** @description The ETag of the version to change; 412 if it is another now */
                "if-match"?: string;
            };
            path: {
                customerId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description In the currency of the account, rounded to its minor units, halves up */
                    price: number;
                    comment?: string | null;
                    /**
                     * Format: unix-seconds
                     * @description Unix seconds, UTC
                     */
                    completed_at?: number | null;
                    /** @description In the currency of the account, rounded to its minor units, halves up */
                    next_price?: number | null;
                    /**
                     * Format: unix-seconds
                     * @description Unix seconds, UTC
                     */
                    next_date?: number | null;
                    created_by?: number | null;
                    _embedded?: {
                        catalog_elements?: {
                            id: number;
                            metadata?: {
                                catalog_id?: number | null;
                                quantity?: number | null;
                                price_id?: number | null;
                            } | null;
                        }[] | null;
                    } | null;
                    /** @description Returned unchanged, as a string; the zero-based position if absent */
                    request_id?: string | number | null;
                }[];
            };
        };
        responses: {
            /** @description Transactions have been created */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        _total_items: number;
                        _embedded: {
                            transactions: {
                                id: number;
                                customer_id: number;
                                /** @description Whole units of the account currency, cut off towards zero */
                                price: number;
                                /** @description In the currency of the account, with its minor units */
                                price_with_minor_units: number;
                                comment: string | null;
                                request_id: string;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                                _embedded: {
                                    customer: {
                                        id: number;
                                        status_id: number;
                                        /**
                                         * Format: unix-seconds
                                         * @description Unix seconds, UTC
                                         */
                                        next_date: number | null;
                                        /** @description Whole units of the account currency, cut off towards zero */
                                        next_price: number;
                                        /** @description In the currency of the account, with its minor units */
                                        next_price_with_minor_units: number;
                                        /** @description Whole units of the account currency, cut off towards zero */
                                        ltv: number;
                                        /** @description In the currency of the account, with its minor units */
                                        ltv_with_minor_units: number;
                                        purchases_count: number;
                                        /** @description Whole units of the account currency, cut off towards zero */
                                        average_check: number;
                                        /** @description In the currency of the account, with its minor units */
                                        average_check_with_minor_units: number;
                                        /**
                                         * Format: unix-seconds
                                         * @description Unix seconds, UTC
                                         */
                                        first_purchase_at: number | null;
                                        /**
                                         * Format: unix-seconds
                                         * @description Unix seconds, UTC
                                         */
                                        last_purchase_at: number | null;
                                        /**
                                         * Format: unix-seconds
                                         * @description Unix seconds, UTC
                                         */
                                        updated_at: number;
                                        version: number;
                                        _links: {
                                            self: {
                                                href: string;
                                            };
                                        };
                                        _embedded: {
                                            segments: {
                                                id: number;
                                                _links: {
                                                    self: {
                                                        href: string;
                                                    };
                                                };
                                            }[];
                                        };
                                    };
                                };
                            }[];
                        };
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since the version in If-Match */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTransaction: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        /** @description Whole units of the account currency, cut off towards zero */
                        price: number;
                        /** @description In the currency of the account, with its minor units */
                        price_with_minor_units: number;
                        comment: string | null;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        completed_at: number;
                        customer_id: number;
                        created_by: number;
                        updated_by: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        created_at: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        updated_at: number;
                        is_deleted: boolean;
                        account_id: number;
                        _links: {
                            self: {
                                href: string;
                            };
                        };
                        _embedded: {
                            customer: {
                                id: number;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                            };
                            catalog_elements?: {
                                id: number;
                                metadata: Record<string, never>;
                            }[];
                        };
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTransaction: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
                /** @description The ETag of the version to change; 412 if it is another now */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The transaction has been deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since the version in If-Match */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTransactionOfCustomer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                customerId: number;
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        /** @description Whole units of the account currency, cut off towards zero */
                        price: number;
                        /** @description In the currency of the account, with its minor units */
                        price_with_minor_units: number;
                        comment: string | null;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        completed_at: number;
                        customer_id: number;
                        created_by: number;
                        updated_by: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        created_at: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        updated_at: number;
                        is_deleted: boolean;
                        account_id: number;
                        _links: {
                            self: {
                                href: string;
                            };
                        };
                        _embedded: {
                            customer: {
                                id: number;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                            };
                            catalog_elements?: {
                                id: number;
                                metadata: Record<string, never>;
                            }[];
                        };
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTransactionOfCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
                /** @description The ETag of the version to change; 412 if it is another now */
                "if-match"?: string;
            };
            path: {
                customerId: number;
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The transaction has been deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since the version in If-Match */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCustomers: {
        parameters: {
            query?: {
                /** @description Separated by commas: contacts, companies, catalog_elements, group_id, version */
                with?: string;
                /** @description Number of the page, from 1 */
                page?: number;
                /** @description Where the page before ended, as the link `next` has it: whoever follows these links meets each entry once, whatever is added or deleted meanwhile */
                cursor?: string;
                /** @description Entities on a page: 50 unless given, at most 250 */
                limit?: number;
                /** @description Any of these: `filter[id][]=…&filter[id][]=…` */
                "filter[id][]"?: number[];
                /** @description Any of these: `filter[responsible_user_id][]=…&filter[responsible_user_id][]=…` */
                "filter[responsible_user_id][]"?: number[];
                /** @description Any of these: `filter[status_id][]=…&filter[status_id][]=…` */
                "filter[status_id][]"?: number[];
                /** @description Any of these: `filter[created_by][]=…&filter[created_by][]=…` */
                "filter[created_by][]"?: number[];
                /** @description Any of these: `filter[updated_by][]=…&filter[updated_by][]=…` */
                "filter[updated_by][]"?: number[];
                /** @description The least, included, in the currency of the account */
                "filter[next_price][from]"?: number;
                /** @description The greatest, included, in the currency of the account */
                "filter[next_price][to]"?: number;
                /** @description The least, included, in the currency of the account */
                "filter[ltv][from]"?: number;
                /** @description The greatest, included, in the currency of the account */
                "filter[ltv][to]"?: number;
                /** @description The least, included */
                "filter[purchases_count][from]"?: number;
                /** @description The greatest, included */
                "filter[purchases_count][to]"?: number;
                /** @description The least, included, in the currency of the account */
                "filter[average_check][from]"?: number;
                /** @description The greatest, included, in the currency of the account */
                "filter[average_check][to]"?: number;
                /** @description The least, included, in Unix seconds */
                "filter[next_date][from]"?: number;
                /** @description The greatest, included, in Unix seconds */
                "filter[next_date][to]"?: number;
                /** @description The least, included, in Unix seconds */
                "filter[created_at][from]"?: number;
                /** @description The greatest, included, in Unix seconds */
                "filter[created_at][to]"?: number;
                /** @description The least, included, in Unix seconds */
                "filter[updated_at][from]"?: number;
                /** @description The greatest, included, in Unix seconds */
                "filter[updated_at][to]"?: number;
                /** @description The least, included, in Unix seconds */
                "filter[closest_task_at][from]"?: number;
                /** @description The greatest, included, in Unix seconds */
                "filter[closest_task_at][to]"?: number;
                /** @description Any of these: `filter[name][]=…&filter[name][]=…` */
                "filter[name][]"?: string[];
                /** @description Any of these: `filter[segments][]=…&filter[segments][]=…` */
                "filter[segments][]"?: number[];
                /** @description By custom field: `filter[custom_fields_values][<id>][]=<value>`, for numbers and dates `filter[custom_fields_values][<id>][from]` and `[to]` as well */
                "filter[custom_fields_values]"?: {
                    [key: string]: string[];
                };
                /** @description In the order of `id` */
                "order[id]"?: "asc" | "desc";
                /** @description In the order of `name` */
                "order[name]"?: "asc" | "desc";
                /** @description In the order of `next_price` */
                "order[next_price]"?: "asc" | "desc";
                /** @description In the order of `next_date` */
                "order[next_date]"?: "asc" | "desc";
                /** @description In the order of `created_at` */
                "order[created_at]"?: "asc" | "desc";
                /** @description In the order of `updated_at` */
                "order[updated_at]"?: "asc" | "desc";
                /** @description In the order of `closest_task_at` */
                "order[closest_task_at]"?: "asc" | "desc";
                /** @description In the order of `ltv` */
                "order[ltv]"?: "asc" | "desc";
                /** @description In the order of `purchases_count` */
                "order[purchases_count]"?: "asc" | "desc";
                /** @description In the order of `average_check` */
                "order[average_check]"?: "asc" | "desc";
                /** @description Text to be found in the name or in values of custom fields */
                query?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        _total_items?: number;
                        _page: number;
                        _links: {
                            self: {
                                href: string;
                            };
                            next?: {
                                href: string;
                            };
                            first?: {
                                href: string;
                            };
                            prev?: {
                                href: string;
                            };
                            last?: {
                                href: string;
                            };
                        };
                        _embedded: {
                            customers: {
                                id: number;
                                name: string;
                                /** @description Whole units of the account currency, cut off towards zero */
                                next_price: number;
                                /** @description In the currency of the account, with its minor units */
                                next_price_with_minor_units: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                next_date: number | null;
                                responsible_user_id: number;
                                status_id: number;
                                periodicity: number;
                                created_by: number;
                                updated_by: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                created_at: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                updated_at: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                closest_task_at: number | null;
                                is_deleted: boolean;
                                custom_fields_values: {
                                    field_id: number;
                                    field_name: string;
                                    field_code: string | null;
                                    field_type: string;
                                    values: Record<string, never>[];
                                }[] | null;
                                /** @description Whole units of the account currency, cut off towards zero */
                                ltv: number;
                                /** @description In the currency of the account, with its minor units */
                                ltv_with_minor_units: number;
                                purchases_count: number;
                                /** @description Whole units of the account currency, cut off towards zero */
                                average_check: number;
                                /** @description In the currency of the account, with its minor units */
                                average_check_with_minor_units: number;
                                account_id: number;
                                group_id?: number;
                                /** @description With `with=version`: raised by every change */
                                version?: number;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                                _embedded: {
                                    segments: {
                                        id: number;
                                        _links: {
                                            self: {
                                                href: string;
                                            };
                                        };
                                    }[];
                                    tags: {
                                        id: number;
                                        name: string;
                                        color: string | null;
                                    }[];
                                    contacts?: {
                                        id: number;
                                        is_main: boolean;
                                        _links: {
                                            self: {
                                                href: string;
                                            };
                                        };
                                    }[];
                                    companies?: {
                                        id: number;
                                        _links: {
                                            self: {
                                                href: string;
                                            };
                                        };
                                    }[];
                                    catalog_elements?: {
                                        id: number;
                                        metadata: Record<string, never>;
                                    }[];
                                };
                            }[];
                        };
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addCustomers: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description In the currency of the account, rounded to its minor units, halves up */
                    next_price?: number;
                    /**
                     * Format: unix-seconds
                     * @description Unix seconds, UTC
                     */
                    next_date?: number | null;
                    responsible_user_id?: number;
                    status_id?: number;
                    /** @description Days between purchases, a whole number; outside 1 to 3,660 it is stored and moves no date. The average purchase counts as not sent in an item that repeats the stored created_at */
                    periodicity?: number;
                    created_by?: number;
                    updated_by?: number;
                    /**
                     * Format: unix-seconds
                     * @description Unix seconds, UTC
                     */
                    created_at?: number;
                    /**
                     * Format: unix-seconds
                     * @description Unix seconds, UTC
                     */
                    updated_at?: number;
                    /** @description Values of custom fields: `[{ field_id, values: [{ value }] }]` */
                    custom_fields_values?: unknown[] | null;
                    _embedded?: {
                        tags?: {
                            id?: number | null;
                            name?: string | null;
                        }[] | null;
                        segments?: {
                            id: number;
                        }[] | null;
                    } | null;
                    tags_to_add?: {
                        id?: number | null;
                        name?: string | null;
                    }[] | null;
                    tags_to_delete?: {
                        id?: number | null;
                        name?: string | null;
                    }[] | null;
                    segments_to_add?: {
                        id: number;
                    }[] | null;
                    segments_to_delete?: {
                        id: number;
                    }[] | null;
                    /** @description Returned unchanged, as a string; the zero-based position if absent */
                    request_id?: string | number | null;
                }[];
            };
        };
        responses: {
            /** @description Customers have been created */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        _links: {
                            self: {
                                href: string;
                            };
                        };
                        _embedded: {
                            customers: {
                                id: number;
                                name: string;
                                status_id: number;
                                created_by: number;
                                updated_by: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                created_at: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                updated_at: number;
                                account_id: number;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                                _embedded: {
                                    segments: {
                                        id: number;
                                        _links: {
                                            self: {
                                                href: string;
                                            };
                                        };
                                    }[];
                                };
                                request_id: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateCustomers: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description In the currency of the account, rounded to its minor units, halves up */
                    next_price?: number;
                    /**
                     * Format: unix-seconds
                     * @description Unix seconds, UTC
                     */
                    next_date?: number | null;
                    responsible_user_id?: number;
                    status_id?: number;
                    /** @description Days between purchases, a whole number; outside 1 to 3,660 it is stored and moves no date. The average purchase counts as not sent in an item that repeats the stored created_at */
                    periodicity?: number;
                    created_by?: number;
                    updated_by?: number;
                    /**
                     * Format: unix-seconds
                     * @description Unix seconds, UTC
                     */
                    created_at?: number;
                    /**
                     * Format: unix-seconds
                     * @description Unix seconds, UTC
                     */
                    updated_at?: number;
                    /** @description Values of custom fields: `[{ field_id, values: [{ value }] }]` */
                    custom_fields_values?: unknown[] | null;
                    _embedded?: {
                        tags?: {
                            id?: number | null;
                            name?: string | null;
                        }[] | null;
                        segments?: {
                            id: number;
                        }[] | null;
                    } | null;
                    tags_to_add?: {
                        id?: number | null;
                        name?: string | null;
                    }[] | null;
                    tags_to_delete?: {
                        id?: number | null;
                        name?: string | null;
                    }[] | null;
                    segments_to_add?: {
                        id: number;
                    }[] | null;
                    segments_to_delete?: {
                        id: number;
                    }[] | null;
                    /** @description Returned unchanged, as a string; the zero-based position if absent */
                    request_id?: string | number | null;
                    id: number;
                    /** @description The version to change, as read with `with=version`; the batch is refused if it is another now */
                    version?: number | null;
                }[];
            };
        };
        responses: {
            /** @description Customers have been updated */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        _links: {
                            self: {
                                href: string;
                            };
                        };
                        _embedded: {
                            customers: {
                                id: number;
                                name: string;
                                status_id: number;
                                created_by: number;
                                updated_by: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                created_at: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                updated_at: number;
                                account_id: number;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                                _embedded: {
                                    segments: {
                                        id: number;
                                        _links: {
                                            self: {
                                                href: string;
                                            };
                                        };
                                    }[];
                                };
                                request_id: string;
                            }[];
                        };
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomer: {
        parameters: {
            query?: {
                /** @description Separated by commas: contacts, companies, catalog_elements, group_id, version */
                with?: string;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        name: string;
                        /** @description Whole units of the account currency, cut off towards zero */
                        next_price: number;
                        /** @description In the currency of the account, with its minor units */
                        next_price_with_minor_units: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        next_date: number | null;
                        responsible_user_id: number;
                        status_id: number;
                        periodicity: number;
                        created_by: number;
                        updated_by: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        created_at: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        updated_at: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        closest_task_at: number | null;
                        is_deleted: boolean;
                        custom_fields_values: {
                            field_id: number;
                            field_name: string;
                            field_code: string | null;
                            field_type: string;
                            values: Record<string, never>[];
                        }[] | null;
                        /** @description Whole units of the account currency, cut off towards zero */
                        ltv: number;
                        /** @description In the currency of the account, with its minor units */
                        ltv_with_minor_units: number;
                        purchases_count: number;
                        /** @description Whole units of the account currency, cut off towards zero */
                        average_check: number;
                        /** @description In the currency of the account, with its minor units */
                        average_check_with_minor_units: number;
                        account_id: number;
                        group_id?: number;
                        /** @description With `with=version`: raised by every change */
                        version?: number;
                        _links: {
                            self: {
                                href: string;
                            };
                        };
                        _embedded: {
                            segments: {
                                id: number;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                            }[];
                            tags: {
                                id: number;
                                name: string;
                                color: string | null;
                            }[];
                            contacts?: {
                                id: number;
                                is_main: boolean;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                            }[];
                            companies?: {
                                id: number;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                            }[];
                            catalog_elements?: {
                                id: number;
                                metadata: Record<string, never>;
                            }[];
                        };
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
                /** @description The ETag of the version to change; 412 if it is another now */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description In the currency of the account, rounded to its minor units, halves up */
                    next_price?: number;
                    /**
                     * Format: unix-seconds
                     * @description Unix seconds, UTC
                     */
                    next_date?: number | null;
                    responsible_user_id?: number;
                    status_id?: number;
                    /** @description Days between purchases, a whole number; outside 1 to 3,660 it is stored and moves no date. The average purchase counts as not sent in an item that repeats the stored created_at */
                    periodicity?: number;
                    created_by?: number;
                    updated_by?: number;
                    /**
                     * Format: unix-seconds
                     * @description Unix seconds, UTC
                     */
                    created_at?: number;
                    /**
                     * Format: unix-seconds
                     * @description Unix seconds, UTC
                     */
                    updated_at?: number;
                    /** @description Values of custom fields: `[{ field_id, values: [{ value }] }]` */
                    custom_fields_values?: unknown[] | null;
                    _embedded?: {
                        tags?: {
                            id?: number | null;
                            name?: string | null;
                        }[] | null;
                        segments?: {
                            id: number;
                        }[] | null;
                    } | null;
                    tags_to_add?: {
                        id?: number | null;
                        name?: string | null;
                    }[] | null;
                    tags_to_delete?: {
                        id?: number | null;
                        name?: string | null;
                    }[] | null;
                    segments_to_add?: {
                        id: number;
                    }[] | null;
                    segments_to_delete?: {
                        id: number;
                    }[] | null;
                    /** @description Returned unchanged, as a string; the zero-based position if absent */
                    request_id?: string | number | null;
                };
            };
        };
        responses: {
            /** @description The customer has been updated */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        name: string;
                        status_id: number;
                        created_by: number;
                        updated_by: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        created_at: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        updated_at: number;
                        account_id: number;
                        _links: {
                            self: {
                                href: string;
                            };
                        };
                        _embedded: {
                            segments: {
                                id: number;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                            }[];
                        };
                        request_id?: string;
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since the version in If-Match */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        now: number;
                        frozen: boolean;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        real_now: number;
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Whether the clock stands still from then on */
                    freeze?: boolean;
                    /** @description Seconds, `3d` (or s, m, h, w), or an ISO 8601 duration such as `P1M2DT3H`; days and longer are those of the account’s calendar. At most ten years at once, for the clock goes forward only */
                    advance?: number | string;
                    /**
                     * Format: unix-seconds
                     * @description Unix seconds, UTC
                     */
                    to?: number;
                };
            };
        };
        responses: {
            /** @description The clock has been set */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        from: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        now: number;
                        frozen: boolean;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        real_now: number;
                        /** @description The moves that time has made in this account on the way */
                        moves_count: number;
                        _embedded: {
                            /** @description The first 1,000 of them, in the order in which they happened */
                            moves: {
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                at: number;
                                /** @enum {string} */
                                kind: "stage" | "segment";
                                place_id: number;
                                /** @description null when it is no more */
                                place_name: string | null;
                                customer_id: number;
                                /** @description true: it came; false: it went */
                                entered: boolean;
                                /** @description What made the engine look: `time`, a write (`customer_changed`, `purchase_added`, …), a change of rules (`segment_rules_changed`, …), or a release that changed what rules mean (`upgraded`) */
                                cause: string;
                                /** @description The purchase, segment, stage or field that the cause is about */
                                cause_id: number | null;
                                actor_id: number;
                                /** @description Whether a hand placed it, and no rule */
                                by_hand: boolean;
                                /** @description The leaf of the rule that decided, and the values that it saw; null where none did */
                                decided_by: {
                                    condition: components["schemas"]["Condition"];
                                    /** @description Whether it holds; null for moves that were recorded before 0.2.0 */
                                    holds: boolean | null;
                                    /** @description The values that it looked at, as they are stored */
                                    seen: Record<string, never>;
                                    /** @description The same values as a person reads them: dates of the account, names, "none" */
                                    seen_text: {
                                        [key: string]: string;
                                    };
                                    /** @description Says that the condition holds, or that it does not, in the language of the request */
                                    aloud: string;
                                } | null;
                            }[];
                        };
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /** @description An IANA time zone */
                        timezone: string;
                        currency: string;
                        /** @enum {string} */
                        language: "en" | "ru";
                        /** @enum {string} */
                        customers: "available" | "unavailable";
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description An IANA time zone */
                    timezone?: string;
                    currency?: string;
                    /** @enum {string} */
                    language?: "en" | "ru";
                    /** @enum {string} */
                    customers?: "available" | "unavailable";
                };
            };
        };
        responses: {
            /** @description The settings have been changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /** @description An IANA time zone */
                        timezone: string;
                        currency: string;
                        /** @enum {string} */
                        language: "en" | "ru";
                        /** @enum {string} */
                        customers: "available" | "unavailable";
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
                /** @description The ETag of the version to change; 412 if it is another now */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer has been deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since the version in If-Match */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
                /** @description The ETag of the version to change; 412 if it is another now */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The customer is back */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        name: string;
                        status_id: number;
                        created_by: number;
                        updated_by: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        created_at: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        updated_at: number;
                        account_id: number;
                        _links: {
                            self: {
                                href: string;
                            };
                        };
                        _embedded: {
                            segments: {
                                id: number;
                                _links: {
                                    self: {
                                        href: string;
                                    };
                                };
                            }[];
                        };
                        request_id?: string;
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since the version in If-Match */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setHandMark: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
                /** @description The ETag of the version to change; 412 if it is another now */
                "if-match"?: string;
            };
            path: {
                id: number;
                segmentId: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description `in`: until the exit of the segment holds; `out`: kept out, whatever the rules say; null: the rules decide
                     * @enum {string|null}
                     */
                    hand: "in" | "out" | null;
                };
            };
        };
        responses: {
            /** @description How the customer stands now */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        customer_id: number;
                        id: number;
                        name: string;
                        /** @description Whether the customer is in it */
                        holds: boolean;
                        /**
                         * @description `in`: until the exit of the segment holds; `out`: kept out, whatever the rules say; null: the rules decide
                         * @enum {string|null}
                         */
                        hand: "in" | "out" | null;
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since the version in If-Match */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSegmentInEitherMode: {
        parameters: {
            query?: {
                /** @description 1: delete it although rules use it; these are broken then, and nobody has it */
                force?: number;
            };
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The segment has been deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteField: {
        parameters: {
            query?: {
                /** @description 1: delete it although rules use it; these are broken then, and nobody has it */
                force?: number;
            };
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The field has been deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTag: {
        parameters: {
            query?: {
                /** @description 1: delete it although rules use it; these are broken then, and nobody has it */
                force?: number;
            };
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The tag has been deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renameTag: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @example wholesale */
                    name: string;
                };
            };
        };
        responses: {
            /** @description The tag has the name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        name: string;
                        color: string | null;
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mergeTag: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The id of the tag that stays
                     * @example 1002
                     */
                    into: number;
                };
            };
        };
        responses: {
            /** @description The tag is gone, and everybody is up to date */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /** @description The tag that goes */
                        tag: {
                            id: number;
                            name: string;
                        };
                        /** @description The tag that stays */
                        into: {
                            id: number;
                            name: string;
                        };
                        /** @description How many have the tag that goes, and get the one that stays */
                        holders: number;
                        /** @description Stages and segments whose conditions name the tag that goes, and name the other then */
                        rules: {
                            /** @enum {string} */
                            kind: "stage" | "segment";
                            id: number;
                            name: string;
                        }[];
                        /** @description Saved questions that name it */
                        views: number;
                        /** @description Stages and segments into which or out of which somebody moves by that */
                        targets: {
                            /** @enum {string} */
                            kind: "stage" | "segment";
                            id: number;
                            name: string;
                            enter: number;
                            leave: number;
                        }[];
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    planMergeOfTag: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description The id of the tag that stays
                     * @example 1002
                     */
                    into: number;
                };
            };
        };
        responses: {
            /** @description What would happen; nothing has been saved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /** @description The tag that goes */
                        tag: {
                            id: number;
                            name: string;
                        };
                        /** @description The tag that stays */
                        into: {
                            id: number;
                            name: string;
                        };
                        /** @description How many have the tag that goes, and get the one that stays */
                        holders: number;
                        /** @description Stages and segments whose conditions name the tag that goes, and name the other then */
                        rules: {
                            /** @enum {string} */
                            kind: "stage" | "segment";
                            id: number;
                            name: string;
                        }[];
                        /** @description Saved questions that name it */
                        views: number;
                        /** @description Stages and segments into which or out of which somebody moves by that */
                        targets: {
                            /** @enum {string} */
                            kind: "stage" | "segment";
                            id: number;
                            name: string;
                            enter: number;
                            leave: number;
                        }[];
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    queryCustomers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    conditions?: components["schemas"]["Condition"] | null;
                    entry?: components["schemas"]["Condition"] | null;
                    exit?: components["schemas"]["Condition"] | null;
                    /** @description Text to be found in the name or in values of custom fields */
                    query?: string;
                    /** @description One of id, name, next_price, next_date, created_at, updated_at, closest_task_at, ltv, purchases_count, average_check, periodicity, first_purchase_at, last_purchase_at, with its direction; by id unless given. Empty values come last */
                    order?: {
                        [key: string]: "asc" | "desc";
                    };
                    /** @description What is shown besides the id: name, next_price, next_date, responsible_user_id, status_id, periodicity, created_by, updated_by, created_at, updated_at, closest_task_at, ltv, purchases_count, average_check, placed_by_hand, first_purchase_at, last_purchase_at, version, custom_fields_values, stage, segments, tags; custom_fields_values.CITY or .1001 is one custom field */
                    columns?: string[];
                    /** @description Customers of an answer: 50 unless given */
                    limit?: number;
                    /** @description The `next` of the answer before: what follows behind it. Whoever goes on so meets each customer once, whatever is added or deleted meanwhile */
                    cursor?: string;
                    /** @description true: how many there are is answered, too */
                    count?: boolean;
                };
            };
        };
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /** @description How many customers match, if it was asked for */
                        count?: number;
                        /** @description The `cursor` of the same question for what follows; not there behind the last */
                        next?: string;
                        /** @description What is doubtful about the request, which was answered all the same: docs/api/errors.md */
                        warnings: {
                            code: string;
                            path: string;
                            detail: string;
                        }[];
                        _embedded: {
                            customers: {
                                id: number;
                                name?: string;
                                /** @description Whole units of the account currency, cut off towards zero */
                                next_price?: number;
                                /** @description In the currency of the account, with its minor units */
                                next_price_with_minor_units?: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                next_date?: number | null;
                                responsible_user_id?: number;
                                status_id?: number;
                                placed_by_hand?: boolean;
                                periodicity?: number;
                                created_by?: number;
                                updated_by?: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                created_at?: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                updated_at?: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                closest_task_at?: number | null;
                                /** @description Whole units of the account currency, cut off towards zero */
                                ltv?: number;
                                /** @description In the currency of the account, with its minor units */
                                ltv_with_minor_units?: number;
                                purchases_count?: number;
                                /** @description Whole units of the account currency, cut off towards zero */
                                average_check?: number;
                                /** @description In the currency of the account, with its minor units */
                                average_check_with_minor_units?: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                first_purchase_at?: number | null;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                last_purchase_at?: number | null;
                                version?: number;
                                custom_fields_values?: {
                                    field_id: number;
                                    field_name: string;
                                    field_code: string | null;
                                    field_type: string;
                                    values: Record<string, never>[];
                                }[] | null;
                                stage?: {
                                    id: number;
                                    name: string;
                                } | null;
                                segments?: {
                                    id: number;
                                    name: string;
                                }[];
                                tags?: {
                                    id: number;
                                    name: string;
                                    color: string | null;
                                }[];
                            }[];
                        };
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    previewCondition: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Condition"];
            };
        };
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /** @description Customers that the actor may see and the tree holds for */
                        count: number;
                        sample: {
                            id: number;
                            name: string;
                        }[];
                        took_ms: number;
                        aloud: string;
                        /** @description What is doubtful about the request, which was answered all the same: docs/api/errors.md */
                        warnings: {
                            code: string;
                            path: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    planBulkChange: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A question as of `customers/query` or `ids`, and a change. Everybody is `{"conditions": {"all": []}}` */
        requestBody: {
            content: {
                "application/json": {
                    conditions?: components["schemas"]["Condition"] | null;
                    entry?: components["schemas"]["Condition"] | null;
                    exit?: components["schemas"]["Condition"] | null;
                    /** @description Text to be found in the name or in values of custom fields */
                    query?: string;
                    /** @description The customers themselves, in place of a question */
                    ids?: number[];
                    change: {
                        tags_to_add?: {
                            id?: number | null;
                            name?: string | null;
                        }[];
                        tags_to_delete?: {
                            id?: number | null;
                            name?: string | null;
                        }[];
                        /** @description Values of custom fields: `[{ field_id, values: [{ value }] }]` */
                        custom_fields_values?: unknown[] | null;
                        responsible_user_id?: number;
                        status_id?: number;
                        segments?: {
                            id: number;
                            /**
                             * @description `in`: until the exit of the segment holds; `out`: kept out, whatever the rules say; null: the rules decide
                             * @enum {string|null}
                             */
                            hand: "in" | "out" | null;
                        }[];
                        /**
                         * @description They are deleted; nothing else goes with it
                         * @enum {unknown}
                         */
                        delete?: true;
                    };
                };
            };
        };
        responses: {
            /** @description What would happen; nothing has been saved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /** @description Customers that were meant when it began, of those that the user may see */
                        matched: number;
                        /** @description Those of them that it would change */
                        will_change: number;
                        /** @description Those that are as it would make them */
                        unchanged: number;
                        /** @description Those that the user may see, and not change or delete */
                        not_yours: number;
                        /** @description Ids of no customer that the user may see */
                        not_found: number;
                        /** @description What is doubtful about the request, which was answered all the same: docs/api/errors.md */
                        warnings: {
                            code: string;
                            path: string;
                            detail: string;
                        }[];
                        /** @description Ids of the first of them */
                        sample: {
                            will_change: number[];
                            not_yours: number[];
                        };
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeCustomersInBulk: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description A question as of `customers/query` or `ids`, and a change. Everybody is `{"conditions": {"all": []}}` */
        requestBody: {
            content: {
                "application/json": {
                    conditions?: components["schemas"]["Condition"] | null;
                    entry?: components["schemas"]["Condition"] | null;
                    exit?: components["schemas"]["Condition"] | null;
                    /** @description Text to be found in the name or in values of custom fields */
                    query?: string;
                    /** @description The customers themselves, in place of a question */
                    ids?: number[];
                    change: {
                        tags_to_add?: {
                            id?: number | null;
                            name?: string | null;
                        }[];
                        tags_to_delete?: {
                            id?: number | null;
                            name?: string | null;
                        }[];
                        /** @description Values of custom fields: `[{ field_id, values: [{ value }] }]` */
                        custom_fields_values?: unknown[] | null;
                        responsible_user_id?: number;
                        status_id?: number;
                        segments?: {
                            id: number;
                            /**
                             * @description `in`: until the exit of the segment holds; `out`: kept out, whatever the rules say; null: the rules decide
                             * @enum {string|null}
                             */
                            hand: "in" | "out" | null;
                        }[];
                        /**
                         * @description They are deleted; nothing else goes with it
                         * @enum {unknown}
                         */
                        delete?: true;
                    };
                };
            };
        };
        responses: {
            /** @description It is done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        /** @description As it was written; null of one that takes another back */
                        change: Record<string, never> | null;
                        undo_of: number | null;
                        undone_by: number | null;
                        /**
                         * @description `failed`: it was given up on the way; what is done stays
                         * @enum {string}
                         */
                        state: "waiting" | "running" | "ended" | "failed";
                        /** @description Customers that were meant when it began, of those that the user may see */
                        matched: number;
                        /** @description Those of them that it has come to */
                        done: number;
                        /** @description Customers that it changed */
                        changed: number;
                        /** @description Customers that were as it would have made them */
                        unchanged: number;
                        /** @description Customers that the user had no right to change or delete when it came to them */
                        not_yours: number;
                        /** @description Ids of no customer that the user may see */
                        not_found: number;
                        /** @description Customers that were deleted by then */
                        gone: number;
                        /** @description Customers that it came to when it named what had been deleted since, or what sleeps in the other mode */
                        refused: number;
                        /** @description Customers of whom nothing was taken back, because it has changed since */
                        changed_since: number;
                        /** @description Customers among the changed of whom only a part was taken back */
                        partly: number;
                        /** @description The tags that it has made: those of its names that the account did not have */
                        tags_created: {
                            id: number;
                            name: string;
                        }[];
                        /** @description The first customers that were left as they are, wholly or in part */
                        left: {
                            customer_id: number;
                            /** @enum {string} */
                            why: "not_yours" | "gone" | "refused" | "changed_since";
                            /** @description What was not taken back, because it has changed since */
                            properties?: string[];
                        }[];
                        created_by: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds of real time, as all moments of a bulk change
                         */
                        created_at: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        ended_at: number | null;
                        /** @description Until when it can be taken back; null where it cannot */
                        undo_until: number | null;
                    };
                };
            };
            /** @description A job does it: ask for the bulk change by its id */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        /** @description As it was written; null of one that takes another back */
                        change: Record<string, never> | null;
                        undo_of: number | null;
                        undone_by: number | null;
                        /**
                         * @description `failed`: it was given up on the way; what is done stays
                         * @enum {string}
                         */
                        state: "waiting" | "running" | "ended" | "failed";
                        /** @description Customers that were meant when it began, of those that the user may see */
                        matched: number;
                        /** @description Those of them that it has come to */
                        done: number;
                        /** @description Customers that it changed */
                        changed: number;
                        /** @description Customers that were as it would have made them */
                        unchanged: number;
                        /** @description Customers that the user had no right to change or delete when it came to them */
                        not_yours: number;
                        /** @description Ids of no customer that the user may see */
                        not_found: number;
                        /** @description Customers that were deleted by then */
                        gone: number;
                        /** @description Customers that it came to when it named what had been deleted since, or what sleeps in the other mode */
                        refused: number;
                        /** @description Customers of whom nothing was taken back, because it has changed since */
                        changed_since: number;
                        /** @description Customers among the changed of whom only a part was taken back */
                        partly: number;
                        /** @description The tags that it has made: those of its names that the account did not have */
                        tags_created: {
                            id: number;
                            name: string;
                        }[];
                        /** @description The first customers that were left as they are, wholly or in part */
                        left: {
                            customer_id: number;
                            /** @enum {string} */
                            why: "not_yours" | "gone" | "refused" | "changed_since";
                            /** @description What was not taken back, because it has changed since */
                            properties?: string[];
                        }[];
                        created_by: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds of real time, as all moments of a bulk change
                         */
                        created_at: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        ended_at: number | null;
                        /** @description Until when it can be taken back; null where it cannot */
                        undo_until: number | null;
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undoBulkChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is done */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        /** @description As it was written; null of one that takes another back */
                        change: Record<string, never> | null;
                        undo_of: number | null;
                        undone_by: number | null;
                        /**
                         * @description `failed`: it was given up on the way; what is done stays
                         * @enum {string}
                         */
                        state: "waiting" | "running" | "ended" | "failed";
                        /** @description Customers that were meant when it began, of those that the user may see */
                        matched: number;
                        /** @description Those of them that it has come to */
                        done: number;
                        /** @description Customers that it changed */
                        changed: number;
                        /** @description Customers that were as it would have made them */
                        unchanged: number;
                        /** @description Customers that the user had no right to change or delete when it came to them */
                        not_yours: number;
                        /** @description Ids of no customer that the user may see */
                        not_found: number;
                        /** @description Customers that were deleted by then */
                        gone: number;
                        /** @description Customers that it came to when it named what had been deleted since, or what sleeps in the other mode */
                        refused: number;
                        /** @description Customers of whom nothing was taken back, because it has changed since */
                        changed_since: number;
                        /** @description Customers among the changed of whom only a part was taken back */
                        partly: number;
                        /** @description The tags that it has made: those of its names that the account did not have */
                        tags_created: {
                            id: number;
                            name: string;
                        }[];
                        /** @description The first customers that were left as they are, wholly or in part */
                        left: {
                            customer_id: number;
                            /** @enum {string} */
                            why: "not_yours" | "gone" | "refused" | "changed_since";
                            /** @description What was not taken back, because it has changed since */
                            properties?: string[];
                        }[];
                        created_by: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds of real time, as all moments of a bulk change
                         */
                        created_at: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        ended_at: number | null;
                        /** @description Until when it can be taken back; null where it cannot */
                        undo_until: number | null;
                    };
                };
            };
            /** @description A job does it: ask for the bulk change by its id */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        /** @description As it was written; null of one that takes another back */
                        change: Record<string, never> | null;
                        undo_of: number | null;
                        undone_by: number | null;
                        /**
                         * @description `failed`: it was given up on the way; what is done stays
                         * @enum {string}
                         */
                        state: "waiting" | "running" | "ended" | "failed";
                        /** @description Customers that were meant when it began, of those that the user may see */
                        matched: number;
                        /** @description Those of them that it has come to */
                        done: number;
                        /** @description Customers that it changed */
                        changed: number;
                        /** @description Customers that were as it would have made them */
                        unchanged: number;
                        /** @description Customers that the user had no right to change or delete when it came to them */
                        not_yours: number;
                        /** @description Ids of no customer that the user may see */
                        not_found: number;
                        /** @description Customers that were deleted by then */
                        gone: number;
                        /** @description Customers that it came to when it named what had been deleted since, or what sleeps in the other mode */
                        refused: number;
                        /** @description Customers of whom nothing was taken back, because it has changed since */
                        changed_since: number;
                        /** @description Customers among the changed of whom only a part was taken back */
                        partly: number;
                        /** @description The tags that it has made: those of its names that the account did not have */
                        tags_created: {
                            id: number;
                            name: string;
                        }[];
                        /** @description The first customers that were left as they are, wholly or in part */
                        left: {
                            customer_id: number;
                            /** @enum {string} */
                            why: "not_yours" | "gone" | "refused" | "changed_since";
                            /** @description What was not taken back, because it has changed since */
                            properties?: string[];
                        }[];
                        created_by: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds of real time, as all moments of a bulk change
                         */
                        created_at: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        ended_at: number | null;
                        /** @description Until when it can be taken back; null where it cannot */
                        undo_until: number | null;
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getBulkChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        /** @description As it was written; null of one that takes another back */
                        change: Record<string, never> | null;
                        undo_of: number | null;
                        undone_by: number | null;
                        /**
                         * @description `failed`: it was given up on the way; what is done stays
                         * @enum {string}
                         */
                        state: "waiting" | "running" | "ended" | "failed";
                        /** @description Customers that were meant when it began, of those that the user may see */
                        matched: number;
                        /** @description Those of them that it has come to */
                        done: number;
                        /** @description Customers that it changed */
                        changed: number;
                        /** @description Customers that were as it would have made them */
                        unchanged: number;
                        /** @description Customers that the user had no right to change or delete when it came to them */
                        not_yours: number;
                        /** @description Ids of no customer that the user may see */
                        not_found: number;
                        /** @description Customers that were deleted by then */
                        gone: number;
                        /** @description Customers that it came to when it named what had been deleted since, or what sleeps in the other mode */
                        refused: number;
                        /** @description Customers of whom nothing was taken back, because it has changed since */
                        changed_since: number;
                        /** @description Customers among the changed of whom only a part was taken back */
                        partly: number;
                        /** @description The tags that it has made: those of its names that the account did not have */
                        tags_created: {
                            id: number;
                            name: string;
                        }[];
                        /** @description The first customers that were left as they are, wholly or in part */
                        left: {
                            customer_id: number;
                            /** @enum {string} */
                            why: "not_yours" | "gone" | "refused" | "changed_since";
                            /** @description What was not taken back, because it has changed since */
                            properties?: string[];
                        }[];
                        created_by: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds of real time, as all moments of a bulk change
                         */
                        created_at: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        ended_at: number | null;
                        /** @description Until when it can be taken back; null where it cannot */
                        undo_until: number | null;
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listViews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        _embedded: {
                            views: {
                                id: number;
                                name: string;
                                /** @description true: every user of the account sees it; only its owner changes it */
                                shared: boolean;
                                /** @description A body of `POST /api/patron/v1/customers/query` */
                                question: {
                                    conditions?: components["schemas"]["Condition"] | null;
                                    entry?: components["schemas"]["Condition"] | null;
                                    exit?: components["schemas"]["Condition"] | null;
                                    /** @description Text to be found in the name or in values of custom fields */
                                    query?: string;
                                    /** @description One of id, name, next_price, next_date, created_at, updated_at, closest_task_at, ltv, purchases_count, average_check, periodicity, first_purchase_at, last_purchase_at, with its direction; by id unless given. Empty values come last */
                                    order?: {
                                        [key: string]: "asc" | "desc";
                                    };
                                    /** @description What is shown besides the id: name, next_price, next_date, responsible_user_id, status_id, periodicity, created_by, updated_by, created_at, updated_at, closest_task_at, ltv, purchases_count, average_check, placed_by_hand, first_purchase_at, last_purchase_at, version, custom_fields_values, stage, segments, tags; custom_fields_values.CITY or .1001 is one custom field */
                                    columns?: string[];
                                };
                                /** @description Widths of columns in a table, by the name of the column: kept and returned as they are */
                                widths: {
                                    [key: string]: number;
                                };
                                user_id: number;
                                /** @description Its tree in words, in the language of the request; null without a tree */
                                aloud: string | null;
                                /** @description What its question names that is gone: it is refused then */
                                broken: {
                                    path: string;
                                    thing: string;
                                    id: number;
                                }[];
                                version: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                created_at: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                updated_at: number;
                            }[];
                        };
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addView: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                    /** @description A body of `POST /api/patron/v1/customers/query` */
                    question: {
                        conditions?: components["schemas"]["Condition"] | null;
                        entry?: components["schemas"]["Condition"] | null;
                        exit?: components["schemas"]["Condition"] | null;
                        /** @description Text to be found in the name or in values of custom fields */
                        query?: string;
                        /** @description One of id, name, next_price, next_date, created_at, updated_at, closest_task_at, ltv, purchases_count, average_check, periodicity, first_purchase_at, last_purchase_at, with its direction; by id unless given. Empty values come last */
                        order?: {
                            [key: string]: "asc" | "desc";
                        };
                        /** @description What is shown besides the id: name, next_price, next_date, responsible_user_id, status_id, periodicity, created_by, updated_by, created_at, updated_at, closest_task_at, ltv, purchases_count, average_check, placed_by_hand, first_purchase_at, last_purchase_at, version, custom_fields_values, stage, segments, tags; custom_fields_values.CITY or .1001 is one custom field */
                        columns?: string[];
                    };
                    /** @description true: every user of the account sees it; only its owner changes it */
                    shared?: boolean;
                    /** @description Widths of columns in a table, by the name of the column: kept and returned as they are */
                    widths?: {
                        [key: string]: number;
                    };
                };
            };
        };
        responses: {
            /** @description The view has been saved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        name: string;
                        /** @description true: every user of the account sees it; only its owner changes it */
                        shared: boolean;
                        /** @description A body of `POST /api/patron/v1/customers/query` */
                        question: {
                            conditions?: components["schemas"]["Condition"] | null;
                            entry?: components["schemas"]["Condition"] | null;
                            exit?: components["schemas"]["Condition"] | null;
                            /** @description Text to be found in the name or in values of custom fields */
                            query?: string;
                            /** @description One of id, name, next_price, next_date, created_at, updated_at, closest_task_at, ltv, purchases_count, average_check, periodicity, first_purchase_at, last_purchase_at, with its direction; by id unless given. Empty values come last */
                            order?: {
                                [key: string]: "asc" | "desc";
                            };
                            /** @description What is shown besides the id: name, next_price, next_date, responsible_user_id, status_id, periodicity, created_by, updated_by, created_at, updated_at, closest_task_at, ltv, purchases_count, average_check, placed_by_hand, first_purchase_at, last_purchase_at, version, custom_fields_values, stage, segments, tags; custom_fields_values.CITY or .1001 is one custom field */
                            columns?: string[];
                        };
                        /** @description Widths of columns in a table, by the name of the column: kept and returned as they are */
                        widths: {
                            [key: string]: number;
                        };
                        user_id: number;
                        /** @description Its tree in words, in the language of the request; null without a tree */
                        aloud: string | null;
                        /** @description What its question names that is gone: it is refused then */
                        broken: {
                            path: string;
                            thing: string;
                            id: number;
                        }[];
                        version: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        created_at: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        updated_at: number;
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        name: string;
                        /** @description true: every user of the account sees it; only its owner changes it */
                        shared: boolean;
                        /** @description A body of `POST /api/patron/v1/customers/query` */
                        question: {
                            conditions?: components["schemas"]["Condition"] | null;
                            entry?: components["schemas"]["Condition"] | null;
                            exit?: components["schemas"]["Condition"] | null;
                            /** @description Text to be found in the name or in values of custom fields */
                            query?: string;
                            /** @description One of id, name, next_price, next_date, created_at, updated_at, closest_task_at, ltv, purchases_count, average_check, periodicity, first_purchase_at, last_purchase_at, with its direction; by id unless given. Empty values come last */
                            order?: {
                                [key: string]: "asc" | "desc";
                            };
                            /** @description What is shown besides the id: name, next_price, next_date, responsible_user_id, status_id, periodicity, created_by, updated_by, created_at, updated_at, closest_task_at, ltv, purchases_count, average_check, placed_by_hand, first_purchase_at, last_purchase_at, version, custom_fields_values, stage, segments, tags; custom_fields_values.CITY or .1001 is one custom field */
                            columns?: string[];
                        };
                        /** @description Widths of columns in a table, by the name of the column: kept and returned as they are */
                        widths: {
                            [key: string]: number;
                        };
                        user_id: number;
                        /** @description Its tree in words, in the language of the request; null without a tree */
                        aloud: string | null;
                        /** @description What its question names that is gone: it is refused then */
                        broken: {
                            path: string;
                            thing: string;
                            id: number;
                        }[];
                        version: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        created_at: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        updated_at: number;
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteView: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
                /** @description The ETag of the version to change; 412 if it is another now */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The view has been deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since the version in If-Match */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateView: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
                /** @description The ETag of the version to change; 412 if it is another now */
                "if-match"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name?: string;
                    /** @description true: every user of the account sees it; only its owner changes it */
                    shared?: boolean;
                    /** @description A body of `POST /api/patron/v1/customers/query` */
                    question?: {
                        conditions?: components["schemas"]["Condition"] | null;
                        entry?: components["schemas"]["Condition"] | null;
                        exit?: components["schemas"]["Condition"] | null;
                        /** @description Text to be found in the name or in values of custom fields */
                        query?: string;
                        /** @description One of id, name, next_price, next_date, created_at, updated_at, closest_task_at, ltv, purchases_count, average_check, periodicity, first_purchase_at, last_purchase_at, with its direction; by id unless given. Empty values come last */
                        order?: {
                            [key: string]: "asc" | "desc";
                        };
                        /** @description What is shown besides the id: name, next_price, next_date, responsible_user_id, status_id, periodicity, created_by, updated_by, created_at, updated_at, closest_task_at, ltv, purchases_count, average_check, placed_by_hand, first_purchase_at, last_purchase_at, version, custom_fields_values, stage, segments, tags; custom_fields_values.CITY or .1001 is one custom field */
                        columns?: string[];
                    };
                    /** @description Widths of columns in a table, by the name of the column: kept and returned as they are */
                    widths?: {
                        [key: string]: number;
                    };
                };
            };
        };
        responses: {
            /** @description The view has been changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        id: number;
                        name: string;
                        /** @description true: every user of the account sees it; only its owner changes it */
                        shared: boolean;
                        /** @description A body of `POST /api/patron/v1/customers/query` */
                        question: {
                            conditions?: components["schemas"]["Condition"] | null;
                            entry?: components["schemas"]["Condition"] | null;
                            exit?: components["schemas"]["Condition"] | null;
                            /** @description Text to be found in the name or in values of custom fields */
                            query?: string;
                            /** @description One of id, name, next_price, next_date, created_at, updated_at, closest_task_at, ltv, purchases_count, average_check, periodicity, first_purchase_at, last_purchase_at, with its direction; by id unless given. Empty values come last */
                            order?: {
                                [key: string]: "asc" | "desc";
                            };
                            /** @description What is shown besides the id: name, next_price, next_date, responsible_user_id, status_id, periodicity, created_by, updated_by, created_at, updated_at, closest_task_at, ltv, purchases_count, average_check, placed_by_hand, first_purchase_at, last_purchase_at, version, custom_fields_values, stage, segments, tags; custom_fields_values.CITY or .1001 is one custom field */
                            columns?: string[];
                        };
                        /** @description Widths of columns in a table, by the name of the column: kept and returned as they are */
                        widths: {
                            [key: string]: number;
                        };
                        user_id: number;
                        /** @description Its tree in words, in the language of the request; null without a tree */
                        aloud: string | null;
                        /** @description What its question names that is gone: it is refused then */
                        broken: {
                            path: string;
                            thing: string;
                            id: number;
                        }[];
                        version: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        created_at: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        updated_at: number;
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description It has changed since the version in If-Match */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConditionsOfSegment: {
        parameters: {
            query?: {
                /** @description Only versions below this one: the last of `versions` pages on, until none is left */
                versions_before?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        entry: components["schemas"]["Condition"] | null;
                        exit: components["schemas"]["Condition"] | null;
                        /** @description The rule in words, in the language of the request */
                        aloud: {
                            entry: string | null;
                            exit: string | null;
                        };
                        /** @description What the rule names that is gone: nobody has it */
                        broken: {
                            path: string;
                            thing: string;
                            id: number;
                        }[];
                        /** @description 0: as the account was made */
                        version: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        changed_at: number | null;
                        changed_by: number | null;
                        /** @description Who changed what when; the newest first: up to 20, and fewer where their trees are large. `versions_before` asks for older ones */
                        versions: {
                            entry: components["schemas"]["Condition"] | null;
                            exit: components["schemas"]["Condition"] | null;
                            version: number;
                            /**
                             * Format: unix-seconds
                             * @description Unix seconds, UTC
                             */
                            changed_at: number;
                            changed_by: number;
                        }[];
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setConditionsOfSegment: {
        parameters: {
            query?: {
                /** @description 1: whoever is in the segment now is marked by hand first */
                keep_members?: number;
            };
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    entry: components["schemas"]["Condition"] | null;
                    exit?: components["schemas"]["Condition"] | null;
                };
            };
        };
        responses: {
            /** @description The rule has been saved, and everybody is up to date */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        entry: components["schemas"]["Condition"] | null;
                        exit: components["schemas"]["Condition"] | null;
                        /** @description The rule in words, in the language of the request */
                        aloud: {
                            entry: string | null;
                            exit: string | null;
                        };
                        /** @description What the rule names that is gone: nobody has it */
                        broken: {
                            path: string;
                            thing: string;
                            id: number;
                        }[];
                        /** @description 0: as the account was made */
                        version: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        changed_at: number | null;
                        changed_by: number | null;
                        /** @description Who changed what when; the newest first: up to 20, and fewer where their trees are large. `versions_before` asks for older ones */
                        versions: {
                            entry: components["schemas"]["Condition"] | null;
                            exit: components["schemas"]["Condition"] | null;
                            version: number;
                            /**
                             * Format: unix-seconds
                             * @description Unix seconds, UTC
                             */
                            changed_at: number;
                            changed_by: number;
                        }[];
                        /** @description Whether the rule moves customers now; while the engine of its mode sleeps, it does not */
                        applied: boolean;
                        /** @description How many customers came in by this change */
                        entered: number;
                        left: number;
                        /** @description Tags that the conditions name and that were created by saving them */
                        tags_created: {
                            id: number;
                            name: string;
                        }[];
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getConditionsOfStage: {
        parameters: {
            query?: {
                /** @description Only versions below this one: the last of `versions` pages on, until none is left */
                versions_before?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        conditions: components["schemas"]["Condition"] | null;
                        /** @description The rule in words, in the language of the request */
                        aloud: {
                            conditions: string | null;
                        };
                        /** @description What the rule names that is gone: nobody has it */
                        broken: {
                            path: string;
                            thing: string;
                            id: number;
                        }[];
                        /** @description 0: as the account was made */
                        version: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        changed_at: number | null;
                        changed_by: number | null;
                        /** @description Who changed what when; the newest first: up to 20, and fewer where their trees are large. `versions_before` asks for older ones */
                        versions: {
                            conditions: components["schemas"]["Condition"] | null;
                            version: number;
                            /**
                             * Format: unix-seconds
                             * @description Unix seconds, UTC
                             */
                            changed_at: number;
                            changed_by: number;
                        }[];
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setConditionsOfStage: {
        parameters: {
            query?: never;
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    conditions: components["schemas"]["Condition"] | null;
                };
            };
        };
        responses: {
            /** @description The rule has been saved, and everybody is up to date */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        conditions: components["schemas"]["Condition"] | null;
                        /** @description The rule in words, in the language of the request */
                        aloud: {
                            conditions: string | null;
                        };
                        /** @description What the rule names that is gone: nobody has it */
                        broken: {
                            path: string;
                            thing: string;
                            id: number;
                        }[];
                        /** @description 0: as the account was made */
                        version: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        changed_at: number | null;
                        changed_by: number | null;
                        /** @description Who changed what when; the newest first: up to 20, and fewer where their trees are large. `versions_before` asks for older ones */
                        versions: {
                            conditions: components["schemas"]["Condition"] | null;
                            version: number;
                            /**
                             * Format: unix-seconds
                             * @description Unix seconds, UTC
                             */
                            changed_at: number;
                            changed_by: number;
                        }[];
                        /** @description Whether the rule moves customers now; while the engine of its mode sleeps, it does not */
                        applied: boolean;
                        /** @description How many customers came in by this change */
                        entered: number;
                        left: number;
                        /** @description Tags that the conditions name and that were created by saving them */
                        tags_created: {
                            id: number;
                            name: string;
                        }[];
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    planConditionsOfSegment: {
        parameters: {
            query?: {
                /** @description 1: whoever is in the segment now is marked by hand first */
                keep_members?: number;
                /** @description 1: delete it although rules use it; these are broken then, and nobody has it */
                force?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    entry?: components["schemas"]["Condition"] | null;
                    exit?: components["schemas"]["Condition"] | null;
                    /** @description true: what would happen if it were deleted */
                    delete?: boolean;
                };
            };
        };
        responses: {
            /** @description What would happen; nothing has been saved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /** @description Whether rules of this kind move customers now */
                        applied: boolean;
                        enter: number;
                        leave: number;
                        stay: number;
                        /** @description Ids of the first of them */
                        sample: {
                            enter: number[];
                            leave: number[];
                        };
                        /** @description Why each customer of the sample would move */
                        moves: {
                            customer_id: number;
                            entered: boolean;
                            /** @description Whether a hand decides, and no rule */
                            by_hand: boolean;
                            decided_by: {
                                condition: components["schemas"]["Condition"];
                                /** @description Whether it holds; null for moves that were recorded before 0.2.0 */
                                holds: boolean | null;
                                /** @description The values that it looked at, as they are stored */
                                seen: Record<string, never>;
                                /** @description The same values as a person reads them: dates of the account, names, "none" */
                                seen_text: {
                                    [key: string]: string;
                                };
                                /** @description Says that the condition holds, or that it does not, in the language of the request */
                                aloud: string;
                            } | null;
                        }[];
                        /** @description Other stages and segments into which or out of which somebody would move */
                        others: {
                            /** @enum {string} */
                            kind: "stage" | "segment";
                            id: number;
                            name: string;
                            enter: number;
                            leave: number;
                        }[];
                        /** @description What is doubtful about the request, which was answered all the same: docs/api/errors.md */
                        warnings: {
                            code: string;
                            path: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    planConditionsOfStage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    conditions?: components["schemas"]["Condition"] | null;
                    /** @description true: what would happen if it were deleted */
                    delete?: boolean;
                };
            };
        };
        responses: {
            /** @description What would happen; nothing has been saved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /** @description Whether rules of this kind move customers now */
                        applied: boolean;
                        enter: number;
                        leave: number;
                        stay: number;
                        /** @description Ids of the first of them */
                        sample: {
                            enter: number[];
                            leave: number[];
                        };
                        /** @description Why each customer of the sample would move */
                        moves: {
                            customer_id: number;
                            entered: boolean;
                            /** @description Whether a hand decides, and no rule */
                            by_hand: boolean;
                            decided_by: {
                                condition: components["schemas"]["Condition"];
                                /** @description Whether it holds; null for moves that were recorded before 0.2.0 */
                                holds: boolean | null;
                                /** @description The values that it looked at, as they are stored */
                                seen: Record<string, never>;
                                /** @description The same values as a person reads them: dates of the account, names, "none" */
                                seen_text: {
                                    [key: string]: string;
                                };
                                /** @description Says that the condition holds, or that it does not, in the language of the request */
                                aloud: string;
                            } | null;
                        }[];
                        /** @description Other stages and segments into which or out of which somebody would move */
                        others: {
                            /** @enum {string} */
                            kind: "stage" | "segment";
                            id: number;
                            name: string;
                            enter: number;
                            leave: number;
                        }[];
                        /** @description What is doubtful about the request, which was answered all the same: docs/api/errors.md */
                        warnings: {
                            code: string;
                            path: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": string;
                    "application/hal+json": {
                        /** @enum {integer} */
                        version: 1;
                        stages?: {
                            /** @enum {string} */
                            system?: "recent" | "expected" | "missed" | "closed";
                            /** @description For one of several of the same name, "name (2)"; the name if absent */
                            key?: string;
                            name?: string;
                            color?: string;
                            /** @description What the rule names that is gone: nobody has it */
                            broken?: {
                                path: string;
                                thing: string;
                                id: number;
                            }[];
                            sort?: number;
                            conditions?: components["schemas"]["Condition"] | null;
                        }[];
                        segments?: {
                            /** @description For one of several of the same name, "name (2)"; the name if absent */
                            key?: string;
                            name?: string;
                            color?: string;
                            /** @description What the rule names that is gone: nobody has it */
                            broken?: {
                                path: string;
                                thing: string;
                                id: number;
                            }[];
                            entry?: components["schemas"]["Condition"] | null;
                            exit?: components["schemas"]["Condition"] | null;
                        }[];
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    applyRules: {
        parameters: {
            query?: {
                /** @description 1: what the lists of the file lack is deleted; system stages never are */
                delete_missing?: number;
            };
            header?: {
                /** @description The write is done once; a repetition gets the stored answer for 24 hours */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {integer} */
                    version: 1;
                    stages?: {
                        /** @enum {string} */
                        system?: "recent" | "expected" | "missed" | "closed";
                        /** @description For one of several of the same name, "name (2)"; the name if absent */
                        key?: string;
                        name?: string;
                        color?: string;
                        /** @description What the rule names that is gone: nobody has it */
                        broken?: {
                            path: string;
                            thing: string;
                            id: number;
                        }[];
                        sort?: number;
                        conditions?: components["schemas"]["Condition"] | null;
                    }[];
                    segments?: {
                        /** @description For one of several of the same name, "name (2)"; the name if absent */
                        key?: string;
                        name?: string;
                        color?: string;
                        /** @description What the rule names that is gone: nobody has it */
                        broken?: {
                            path: string;
                            thing: string;
                            id: number;
                        }[];
                        entry?: components["schemas"]["Condition"] | null;
                        exit?: components["schemas"]["Condition"] | null;
                    }[];
                };
                "application/yaml": {
                    /** @enum {integer} */
                    version: 1;
                    stages?: {
                        /** @enum {string} */
                        system?: "recent" | "expected" | "missed" | "closed";
                        /** @description For one of several of the same name, "name (2)"; the name if absent */
                        key?: string;
                        name?: string;
                        color?: string;
                        /** @description What the rule names that is gone: nobody has it */
                        broken?: {
                            path: string;
                            thing: string;
                            id: number;
                        }[];
                        sort?: number;
                        conditions?: components["schemas"]["Condition"] | null;
                    }[];
                    segments?: {
                        /** @description For one of several of the same name, "name (2)"; the name if absent */
                        key?: string;
                        name?: string;
                        color?: string;
                        /** @description What the rule names that is gone: nobody has it */
                        broken?: {
                            path: string;
                            thing: string;
                            id: number;
                        }[];
                        entry?: components["schemas"]["Condition"] | null;
                        exit?: components["schemas"]["Condition"] | null;
                    }[];
                };
            };
        };
        responses: {
            /** @description The account is as the file says */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /** @description Empty when the account is as the file says */
                        changes: {
                            /** @enum {string} */
                            kind: "stage" | "segment";
                            /** @description Its name, or what the file calls it */
                            key: string;
                            id?: number;
                            /** @enum {string} */
                            action: "add" | "change" | "delete";
                            /** @description Which properties; all of what is new */
                            changed: string[];
                            /** @description Customers who come in by it */
                            enter: number;
                            leave: number;
                        }[];
                        /** @description What the account has and the file has not; it stays */
                        not_in_file: {
                            /** @enum {string} */
                            kind: "stage" | "segment";
                            key: string;
                            name: string;
                        }[];
                        /** @description Which of the rules move customers in the present mode */
                        applied: {
                            stages: boolean;
                            segments: boolean;
                        };
                        /** @description Tags that the conditions name and that were created by saving them */
                        tags_created: {
                            id: number;
                            name: string;
                        }[];
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    planRules: {
        parameters: {
            query?: {
                /** @description 1: what the lists of the file lack is deleted; system stages never are */
                delete_missing?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {integer} */
                    version: 1;
                    stages?: {
                        /** @enum {string} */
                        system?: "recent" | "expected" | "missed" | "closed";
                        /** @description For one of several of the same name, "name (2)"; the name if absent */
                        key?: string;
                        name?: string;
                        color?: string;
                        /** @description What the rule names that is gone: nobody has it */
                        broken?: {
                            path: string;
                            thing: string;
                            id: number;
                        }[];
                        sort?: number;
                        conditions?: components["schemas"]["Condition"] | null;
                    }[];
                    segments?: {
                        /** @description For one of several of the same name, "name (2)"; the name if absent */
                        key?: string;
                        name?: string;
                        color?: string;
                        /** @description What the rule names that is gone: nobody has it */
                        broken?: {
                            path: string;
                            thing: string;
                            id: number;
                        }[];
                        entry?: components["schemas"]["Condition"] | null;
                        exit?: components["schemas"]["Condition"] | null;
                    }[];
                };
                "application/yaml": {
                    /** @enum {integer} */
                    version: 1;
                    stages?: {
                        /** @enum {string} */
                        system?: "recent" | "expected" | "missed" | "closed";
                        /** @description For one of several of the same name, "name (2)"; the name if absent */
                        key?: string;
                        name?: string;
                        color?: string;
                        /** @description What the rule names that is gone: nobody has it */
                        broken?: {
                            path: string;
                            thing: string;
                            id: number;
                        }[];
                        sort?: number;
                        conditions?: components["schemas"]["Condition"] | null;
                    }[];
                    segments?: {
                        /** @description For one of several of the same name, "name (2)"; the name if absent */
                        key?: string;
                        name?: string;
                        color?: string;
                        /** @description What the rule names that is gone: nobody has it */
                        broken?: {
                            path: string;
                            thing: string;
                            id: number;
                        }[];
                        entry?: components["schemas"]["Condition"] | null;
                        exit?: components["schemas"]["Condition"] | null;
                    }[];
                };
            };
        };
        responses: {
            /** @description Nothing has been saved */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /** @description Empty when the account is as the file says */
                        changes: {
                            /** @enum {string} */
                            kind: "stage" | "segment";
                            /** @description Its name, or what the file calls it */
                            key: string;
                            id?: number;
                            /** @enum {string} */
                            action: "add" | "change" | "delete";
                            /** @description Which properties; all of what is new */
                            changed: string[];
                            /** @description Customers who come in by it */
                            enter: number;
                            leave: number;
                        }[];
                        /** @description What the account has and the file has not; it stays */
                        not_in_file: {
                            /** @enum {string} */
                            kind: "stage" | "segment";
                            key: string;
                            name: string;
                        }[];
                        /** @description Which of the rules move customers in the present mode */
                        applied: {
                            stages: boolean;
                            segments: boolean;
                        };
                        /** @description What is doubtful about the request, which was answered all the same: docs/api/errors.md */
                        warnings: {
                            code: string;
                            path: string;
                            detail: string;
                        }[];
                    };
                };
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Insufficient rights to call this method */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The Idempotency-Key was used with another request, or rules use what shall be deleted */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The body is too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The content type is not JSON */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The data cannot be processed: another mode, or a limit */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMovesOfCustomer: {
        parameters: {
            query?: {
                /** @description Moves on a page: 50 unless given, at most 250 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /** @description For the next page; null on the last one */
                        next_cursor: string | null;
                        _embedded: {
                            moves: {
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                at: number;
                                /** @enum {string} */
                                kind: "stage" | "segment";
                                place_id: number;
                                /** @description null when it is no more */
                                place_name: string | null;
                                customer_id: number;
                                /** @description true: it came; false: it went */
                                entered: boolean;
                                /** @description What made the engine look: `time`, a write (`customer_changed`, `purchase_added`, …), a change of rules (`segment_rules_changed`, …), or a release that changed what rules mean (`upgraded`) */
                                cause: string;
                                /** @description The purchase, segment, stage or field that the cause is about */
                                cause_id: number | null;
                                actor_id: number;
                                /** @description Whether a hand placed it, and no rule */
                                by_hand: boolean;
                                /** @description The leaf of the rule that decided, and the values that it saw; null where none did */
                                decided_by: {
                                    condition: components["schemas"]["Condition"];
                                    /** @description Whether it holds; null for moves that were recorded before 0.2.0 */
                                    holds: boolean | null;
                                    /** @description The values that it looked at, as they are stored */
                                    seen: Record<string, never>;
                                    /** @description The same values as a person reads them: dates of the account, names, "none" */
                                    seen_text: {
                                        [key: string]: string;
                                    };
                                    /** @description Says that the condition holds, or that it does not, in the language of the request */
                                    aloud: string;
                                } | null;
                            }[];
                        };
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMovesOfSegment: {
        parameters: {
            query?: {
                /** @description Moves on a page: 50 unless given, at most 250 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /** @description For the next page; null on the last one */
                        next_cursor: string | null;
                        _embedded: {
                            moves: {
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                at: number;
                                /** @enum {string} */
                                kind: "stage" | "segment";
                                place_id: number;
                                /** @description null when it is no more */
                                place_name: string | null;
                                customer_id: number;
                                /** @description true: it came; false: it went */
                                entered: boolean;
                                /** @description What made the engine look: `time`, a write (`customer_changed`, `purchase_added`, …), a change of rules (`segment_rules_changed`, …), or a release that changed what rules mean (`upgraded`) */
                                cause: string;
                                /** @description The purchase, segment, stage or field that the cause is about */
                                cause_id: number | null;
                                actor_id: number;
                                /** @description Whether a hand placed it, and no rule */
                                by_hand: boolean;
                                /** @description The leaf of the rule that decided, and the values that it saw; null where none did */
                                decided_by: {
                                    condition: components["schemas"]["Condition"];
                                    /** @description Whether it holds; null for moves that were recorded before 0.2.0 */
                                    holds: boolean | null;
                                    /** @description The values that it looked at, as they are stored */
                                    seen: Record<string, never>;
                                    /** @description The same values as a person reads them: dates of the account, names, "none" */
                                    seen_text: {
                                        [key: string]: string;
                                    };
                                    /** @description Says that the condition holds, or that it does not, in the language of the request */
                                    aloud: string;
                                } | null;
                            }[];
                        };
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMovesOfStage: {
        parameters: {
            query?: {
                /** @description Moves on a page: 50 unless given, at most 250 */
                limit?: number;
                /** @description `next_cursor` of the page before */
                cursor?: string;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /** @description For the next page; null on the last one */
                        next_cursor: string | null;
                        _embedded: {
                            moves: {
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                at: number;
                                /** @enum {string} */
                                kind: "stage" | "segment";
                                place_id: number;
                                /** @description null when it is no more */
                                place_name: string | null;
                                customer_id: number;
                                /** @description true: it came; false: it went */
                                entered: boolean;
                                /** @description What made the engine look: `time`, a write (`customer_changed`, `purchase_added`, …), a change of rules (`segment_rules_changed`, …), or a release that changed what rules mean (`upgraded`) */
                                cause: string;
                                /** @description The purchase, segment, stage or field that the cause is about */
                                cause_id: number | null;
                                actor_id: number;
                                /** @description Whether a hand placed it, and no rule */
                                by_hand: boolean;
                                /** @description The leaf of the rule that decided, and the values that it saw; null where none did */
                                decided_by: {
                                    condition: components["schemas"]["Condition"];
                                    /** @description Whether it holds; null for moves that were recorded before 0.2.0 */
                                    holds: boolean | null;
                                    /** @description The values that it looked at, as they are stored */
                                    seen: Record<string, never>;
                                    /** @description The same values as a person reads them: dates of the account, names, "none" */
                                    seen_text: {
                                        [key: string]: string;
                                    };
                                    /** @description Says that the condition holds, or that it does not, in the language of the request */
                                    aloud: string;
                                } | null;
                            }[];
                        };
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSegmentsOfCustomer: {
        parameters: {
            query?: {
                /** @description Unix seconds, not ahead; now unless given */
                at?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        at: number;
                        _embedded: {
                            segments: {
                                id: number;
                                /** @description null when it is no more */
                                name: string | null;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                since: number;
                                /**
                                 * Format: unix-seconds
                                 * @description Unix seconds, UTC
                                 */
                                until: number | null;
                                /** @description What made the engine look: `time`, a write (`customer_changed`, `purchase_added`, …), a change of rules (`segment_rules_changed`, …), or a release that changed what rules mean (`upgraded`) */
                                cause: string;
                                /** @description The purchase, segment, stage or field that the cause is about */
                                cause_id: number | null;
                                actor_id: number;
                                /** @description Whether a hand placed it, and no rule */
                                by_hand: boolean;
                                /** @description The leaf of the rule that decided, and the values that it saw; null where none did */
                                decided_by: {
                                    condition: components["schemas"]["Condition"];
                                    /** @description Whether it holds; null for moves that were recorded before 0.2.0 */
                                    holds: boolean | null;
                                    /** @description The values that it looked at, as they are stored */
                                    seen: Record<string, never>;
                                    /** @description The same values as a person reads them: dates of the account, names, "none" */
                                    seen_text: {
                                        [key: string]: string;
                                    };
                                    /** @description Says that the condition holds, or that it does not, in the language of the request */
                                    aloud: string;
                                } | null;
                                /**
                                 * @description `in`: until the exit of the segment holds; `out`: kept out, whatever the rules say; null: the rules decide
                                 * @enum {string|null}
                                 */
                                hand?: "in" | "out" | null;
                            }[];
                            /** @description Segments that a hand keeps the customer out of. Like `hand`, present in answers about now: hand marks have no history */
                            kept_out?: {
                                id: number;
                                name: string;
                            }[];
                        };
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStageOfCustomer: {
        parameters: {
            query?: {
                /** @description Unix seconds, not ahead; now unless given */
                at?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        at: number;
                        /** @description null before the customer was added */
                        stage: {
                            id: number;
                            /** @description null when it is no more */
                            name: string | null;
                            /**
                             * Format: unix-seconds
                             * @description Unix seconds, UTC
                             */
                            since: number;
                            /**
                             * Format: unix-seconds
                             * @description Unix seconds, UTC
                             */
                            until: number | null;
                            /** @description What made the engine look: `time`, a write (`customer_changed`, `purchase_added`, …), a change of rules (`segment_rules_changed`, …), or a release that changed what rules mean (`upgraded`) */
                            cause: string;
                            /** @description The purchase, segment, stage or field that the cause is about */
                            cause_id: number | null;
                            actor_id: number;
                            /** @description Whether a hand placed it, and no rule */
                            by_hand: boolean;
                            /** @description The leaf of the rule that decided, and the values that it saw; null where none did */
                            decided_by: {
                                condition: components["schemas"]["Condition"];
                                /** @description Whether it holds; null for moves that were recorded before 0.2.0 */
                                holds: boolean | null;
                                /** @description The values that it looked at, as they are stored */
                                seen: Record<string, never>;
                                /** @description The same values as a person reads them: dates of the account, names, "none" */
                                seen_text: {
                                    [key: string]: string;
                                };
                                /** @description Says that the condition holds, or that it does not, in the language of the request */
                                aloud: string;
                            } | null;
                        } | null;
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSizeOfSegment: {
        parameters: {
            query?: {
                /** @description Unix seconds; 30 days before `to` unless given */
                from?: number;
                /** @description Unix seconds, not ahead; now unless given */
                to?: number;
                /** @description Seconds, or `day` (unless given): the beginning of each calendar day of the account. At most 1,000 points */
                step?: number | "day";
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        from: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        to: number;
                        step: number | string;
                        /** @description `from`, and each step from there up to `to` */
                        points: {
                            /**
                             * Format: unix-seconds
                             * @description Unix seconds, UTC
                             */
                            at: number;
                            size: number;
                        }[];
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSizeOfStage: {
        parameters: {
            query?: {
                /** @description Unix seconds; 30 days before `to` unless given */
                from?: number;
                /** @description Unix seconds, not ahead; now unless given */
                to?: number;
                /** @description Seconds, or `day` (unless given): the beginning of each calendar day of the account. At most 1,000 points */
                step?: number | "day";
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        from: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        to: number;
                        step: number | string;
                        /** @description `from`, and each step from there up to `to` */
                        points: {
                            /**
                             * Format: unix-seconds
                             * @description Unix seconds, UTC
                             */
                            at: number;
                            size: number;
                        }[];
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainCustomer: {
        parameters: {
            query?: {
                /** @description The id of a segment */
                segment?: number;
                /** @description Or that of a stage */
                stage?: number;
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Request successful */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/hal+json": {
                        /** @enum {string} */
                        kind: "segment";
                        customer_id: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        at: number;
                        id: number;
                        name: string;
                        /** @description Whether the customer is in it */
                        holds: boolean;
                        /** @description Whether a hand keeps the customer where it is */
                        by_hand: boolean;
                        /** @description Whether rules move customers now; while the engine of this mode sleeps, they do not */
                        applied: boolean;
                        /**
                         * @description `in`: until the exit of the segment holds; `out`: kept out, whatever the rules say; null: the rules decide
                         * @enum {string|null}
                         */
                        hand: "in" | "out" | null;
                        rules: {
                            entry: components["schemas"]["ExplainedCondition"] | null;
                            exit: components["schemas"]["ExplainedCondition"] | null;
                        };
                        /** @description The fewest different leaves that would have to change for the answer of the rules as a whole to change; null if none could, as of a customer who is kept out by hand */
                        nearest_miss: {
                            condition: components["schemas"]["Condition"];
                            /** @description Whether it holds; null for moves that were recorded before 0.2.0 */
                            holds: boolean | null;
                            /** @description The values that it looked at, as they are stored */
                            seen: Record<string, never>;
                            /** @description The same values as a person reads them: dates of the account, names, "none" */
                            seen_text: {
                                [key: string]: string;
                            };
                            /** @description Says that the condition holds, or that it does not, in the language of the request */
                            aloud: string;
                        }[] | null;
                        /** @description When the customer comes or goes by itself, if nothing is written; null if it does not within ten years, nor before a thousand conditions have changed their answers */
                        next_change_at: number | null;
                    } | {
                        /** @enum {string} */
                        kind: "stage";
                        customer_id: number;
                        /**
                         * Format: unix-seconds
                         * @description Unix seconds, UTC
                         */
                        at: number;
                        id: number;
                        name: string;
                        /** @description Whether the customer is in it */
                        holds: boolean;
                        /** @description Whether a hand keeps the customer where it is */
                        by_hand: boolean;
                        /** @description Whether rules move customers now; while the engine of this mode sleeps, they do not */
                        applied: boolean;
                        rules: {
                            conditions: components["schemas"]["ExplainedCondition"] | null;
                        };
                        /** @description The stage that the rules give; by_hand, the customer may stand in another */
                        verdict: {
                            id: number;
                            name: string;
                            /**
                             * @description `conditions_hold`: it is the last stage whose conditions hold. Else no stage has conditions that do, and it is the one for those who have purchased, the first without conditions, or there is none other
                             * @enum {string}
                             */
                            reason: "conditions_hold" | "has_purchased" | "first_without_conditions" | "none_other";
                            conditions: components["schemas"]["ExplainedCondition"] | null;
                        };
                        /** @description The fewest different leaves that would have to change for the answer of the rules as a whole to change; null if none could, as of a customer who is kept out by hand */
                        nearest_miss: {
                            condition: components["schemas"]["Condition"];
                            /** @description Whether it holds; null for moves that were recorded before 0.2.0 */
                            holds: boolean | null;
                            /** @description The values that it looked at, as they are stored */
                            seen: Record<string, never>;
                            /** @description The same values as a person reads them: dates of the account, names, "none" */
                            seen_text: {
                                [key: string]: string;
                            };
                            /** @description Says that the condition holds, or that it does not, in the language of the request */
                            aloud: string;
                        }[] | null;
                        /** @description When the customer comes or goes by itself, if nothing is written; null if it does not within ten years, nor before a thousand conditions have changed their answers */
                        next_change_at: number | null;
                    };
                };
            };
            /** @description There is nothing */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Invalid data given; details are in the answer */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The user is not authorized */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description There is no such entity */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The account is busy, or the database cannot be reached; try again */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
