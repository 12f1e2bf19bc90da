"""The durable queue: work that outlives the request, kept in the same database as what it is about.

Why not procrastinate (3.10, tried against the embedded server): enqueueing in the verb's transaction works, but a job
whose worker was killed stays “doing” until somebody writes the recovery, why a job failed is not kept, its clock is
the database's and its days are UTC's, and it brings 42 migrations. What is needed of it is this room.
"""
