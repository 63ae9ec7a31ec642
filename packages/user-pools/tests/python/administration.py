"""An administrator's work, through boto3: pools, app clients, users and paged lists."""

import time

from world import PASSWORD, body, pairs, record, refusal, scenario


@scenario
def pool_and_client(world):
    began = time.time()
    made = world.admin.create_user_pool(
        PoolName="made by boto3",
        Policies={"PasswordPolicy": {"MinimumLength": 12, "RequireSymbols": False}},
        Schema=[{"Name": "colour", "AttributeDataType": "String", "Mutable": True}],
        UserPoolTags={"team": "blog"},
    )["UserPool"]
    pool = {"UserPoolId": made["Id"]}
    client = world.admin.create_user_pool_client(**pool, ClientName="app")["UserPoolClient"]
    named = {**pool, "ClientId": client["ClientId"]}
    world.admin.update_user_pool(**pool, AutoVerifiedAttributes=["email"], DeletionProtection="ACTIVE")
    world.admin.update_user_pool_client(**named, ClientName="renamed", AccessTokenValidity=2)
    described = world.admin.describe_user_pool(**pool)["UserPool"]
    described_client = world.admin.describe_user_pool_client(**named)["UserPoolClient"]
    kept = refusal(world.admin.delete_user_pool, **pool)
    world.admin.update_user_pool(**pool, DeletionProtection="INACTIVE")
    deleted = [body(world.admin.delete_user_pool_client(**named)), body(world.admin.delete_user_pool(**pool))]
    schema = {attribute["Name"] for attribute in described["SchemaAttributes"]}
    return {
        "made within": described["CreationDate"].timestamp() - began,
        "pool": {
            name: described.get(name)
            for name in ("Name", "AutoVerifiedAttributes", "UserPoolTags", "DeletionProtection", "MfaConfiguration")
        },
        "length": described["Policies"]["PasswordPolicy"]["MinimumLength"],
        "attributes": [len(schema), "custom:colour" in schema],
        "client": {name: described_client[name] for name in ("ClientName", "AccessTokenValidity")},
        "kept": kept,
        "deleted": deleted,
        "gone": [
            refusal(world.admin.describe_user_pool, **pool)[1:],
            refusal(world.admin.describe_user_pool_client, UserPoolId=world.pool_id, ClientId="gone")[1:],
        ],
        "id": made["Id"],
    }


@scenario
def users(world):
    email = world.fresh_email()
    user = {"UserPoolId": world.pool_id, "Username": email}
    created = world.admin.admin_create_user(
        **user, MessageAction="SUPPRESS", UserAttributes=pairs({"email": email, "name": "Ann"})
    )["User"]
    twice = refusal(world.admin.admin_create_user, **user, MessageAction="SUPPRESS")
    weak = refusal(world.admin.admin_set_user_password, **user, Password="short", Permanent=True)
    world.admin.admin_set_user_password(**user, Password=PASSWORD, Permanent=True)
    world.admin.admin_update_user_attributes(
        **user, UserAttributes=pairs({"name": "Andrea", "email_verified": "true"})
    )
    shown = world.admin.admin_get_user(**user)
    try:
        world.admin.admin_get_user(UserPoolId=world.pool_id, Username=world.fresh_email())
        caught = None
    except world.admin.exceptions.UserNotFoundException as error:
        caught = str(error)
    deleted = body(world.admin.admin_delete_user(**user))
    return {
        "email": email,
        "created": [created["UserStatus"], created["Enabled"], sorted(record(created["Attributes"]))],
        "twice": twice,
        "weak": weak,
        "shown": [shown["UserStatus"], record(shown["UserAttributes"])],
        "caught": caught,
        "deleted": deleted,
        "gone": refusal(world.admin.admin_get_user, **user)[1:],
    }


@scenario
def custom_attributes(world):
    world.admin.add_custom_attributes(
        UserPoolId=world.pool_id,
        CustomAttributes=[
            {"Name": "colour", "AttributeDataType": "String", "Mutable": True},
            {
                "Name": "level",
                "AttributeDataType": "Number",
                "Mutable": True,
                "NumberAttributeConstraints": {"MinValue": "1", "MaxValue": "9"},
            },
        ],
    )
    user = {"UserPoolId": world.pool_id, "Username": world.create_user(**{"custom:colour": "red"})}

    def update(**values):
        world.admin.admin_update_user_attributes(**user, UserAttributes=pairs(values))

    def custom():
        found = record(world.admin.admin_get_user(**user)["UserAttributes"])
        return {name: value for name, value in found.items() if name.startswith("custom:")}

    update(**{"custom:level": "3"})
    before = custom()
    too_much = refusal(update, **{"custom:level": "10"})[1]
    world.admin.admin_delete_user_attributes(**user, UserAttributeNames=["custom:colour"])
    return {"before": before, "too much": too_much, "after": custom()}


@scenario
def confirmed_without_a_code(world):
    email = world.fresh_email()
    user = {"UserPoolId": world.pool_id, "Username": email}
    world.anonymous.sign_up(ClientId=world.client_id, Username=email, Password=PASSWORD)
    world.admin.admin_confirm_sign_up(**user)
    return [sorted(world.sign_in(email)), refusal(world.admin.admin_confirm_sign_up, **user)]


@scenario
def reset(world):
    email = world.create_user()
    world.admin.admin_reset_user_password(UserPoolId=world.pool_id, Username=email)
    refused = refusal(world.sign_in, email=email)
    world.anonymous.confirm_forgot_password(
        ClientId=world.client_id,
        Username=email,
        Password="Anew-one-8",
        ConfirmationCode=world.code_for(email),
    )
    return [refused, sorted(world.sign_in(email, "Anew-one-8"))]


@scenario
def invitation(world):
    email = world.fresh_email()
    world.admin.admin_create_user(
        UserPoolId=world.pool_id,
        Username=email,
        DesiredDeliveryMediums=["EMAIL"],
        UserAttributes=pairs({"email": email, "email_verified": "true"}),
    )
    password = world.code_for(email)
    challenge = world.anonymous.initiate_auth(
        ClientId=world.client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": password},
    )
    return challenge["ChallengeName"]


@scenario
def paged_users(world):
    people = sorted(world.create_user(f"paged-{number}@example.com") for number in range(5))
    world.create_user()
    sizes, found = world.pages(
        "list_users", "Users", 2, UserPoolId=world.pool_id, Filter='email ^= "paged-"', AttributesToGet=["email"]
    )
    listed = [record(user["Attributes"])["email"] for user in found]
    limited = world.admin.get_paginator("list_users").paginate(
        UserPoolId=world.pool_id, PaginationConfig={"PageSize": 2, "MaxItems": 3}
    )
    first = limited.build_full_result()
    rest = world.admin.get_paginator("list_users").paginate(
        UserPoolId=world.pool_id, PaginationConfig={"PageSize": 60, "StartingToken": first["NextToken"]}
    )
    names = [user["Username"] for user in first["Users"] + rest.build_full_result()["Users"]]
    everybody = [user["Username"] for user in world.admin.list_users(UserPoolId=world.pool_id)["Users"]]
    return {
        "sizes": sizes,
        "everyone": sorted(listed) == people,
        "taken up again": [len(first["Users"]), sorted(names) == sorted(everybody)],
        "syntax": refusal(world.admin.list_users, UserPoolId=world.pool_id, Filter="email"),
        "token": refusal(world.admin.list_users, UserPoolId=world.pool_id, PaginationToken="nonsense"),
    }


@scenario
def paged_pools_and_clients(world):
    pool = {"UserPoolId": world.pool_id}
    for number in range(4):
        world.admin.create_user_pool_client(**pool, ClientName=f"app {number}")
    sizes, clients = world.pages("list_user_pool_clients", "UserPoolClients", 2, **pool)
    made = [world.admin.create_user_pool(PoolName=f"pool {number}")["UserPool"]["Id"] for number in range(2)]
    pool_sizes, pools = world.pages("list_user_pools", "UserPools", 1)
    return {
        "clients": [sizes, sorted(client["ClientName"] for client in clients)],
        "pools": [set(pool_sizes) == {1}, {*made, world.pool_id} <= {pool["Id"] for pool in pools}],
    }
