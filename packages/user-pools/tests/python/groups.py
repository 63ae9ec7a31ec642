"""Groups and how users stand, through boto3."""

import base64
import json

from world import body, refusal, scenario


def claims(token):
    part = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


@scenario
def groups(world):
    pool = {"UserPoolId": world.pool_id}
    people = sorted(world.create_user(f"member-{number}@example.com") for number in range(3))
    names = ["admins", "editors", "readers"]
    for number, name in enumerate(names):
        world.admin.create_group(**pool, GroupName=name, Precedence=number)
        world.admin.admin_add_user_to_group(**pool, GroupName=name, Username=people[0])
    for person in people[1:]:
        world.admin.admin_add_user_to_group(**pool, GroupName="readers", Username=person)
    listed = world.pages("list_groups", "Groups", 2, **pool)
    own = world.pages("admin_list_groups_for_user", "Groups", 1, **pool, Username=people[0])
    members = world.pages("list_users_in_group", "Users", 2, **pool, GroupName="readers")
    tokens = world.sign_in(people[0])
    world.admin.update_group(**pool, GroupName="readers", Description="They read")
    shown = world.admin.get_group(**pool, GroupName="readers")["Group"]
    world.admin.admin_remove_user_from_group(**pool, GroupName="admins", Username=people[0])
    left = world.admin.admin_list_groups_for_user(**pool, Username=people[0])["Groups"]
    return {
        "listed": [listed[0], sorted(group["GroupName"] for group in listed[1])],
        "own": [own[0], sorted(group["GroupName"] for group in own[1])],
        "members": [members[0], len({user["Username"] for user in members[1]})],
        "tokens": [claims(tokens[name])["cognito:groups"] for name in ("IdToken", "AccessToken")],
        "shown": [shown["Description"], shown["Precedence"]],
        "left": sorted(group["GroupName"] for group in left),
        "twice": refusal(world.admin.create_group, **pool, GroupName="editors")[1:],
        "deleted": body(world.admin.delete_group(**pool, GroupName="editors")),
        "gone": refusal(world.admin.get_group, **pool, GroupName="editors")[1:],
        "nobody": refusal(
            world.admin.admin_add_user_to_group, **pool, GroupName="readers", Username=world.fresh_email()
        )[1:],
    }


@scenario
def disabled(world):
    email = world.create_user()
    user = {"UserPoolId": world.pool_id, "Username": email}
    tokens = world.sign_in(email)
    world.admin.admin_disable_user(**user)
    outcome = {
        "shown": world.admin.admin_get_user(**user)["Enabled"],
        "sign-in": refusal(world.sign_in, email=email)[1:],
        "token": refusal(world.anonymous.get_user, AccessToken=tokens["AccessToken"])[1:],
    }
    world.admin.admin_enable_user(**user)
    return {**outcome, "enabled": sorted(world.sign_in(email))}


@scenario
def signed_out_by_an_administrator(world):
    email = world.create_user()
    tokens = [world.sign_in(email)["AccessToken"] for _ in range(2)]
    world.admin.admin_user_global_sign_out(UserPoolId=world.pool_id, Username=email)
    return [refusal(world.anonymous.get_user, AccessToken=token)[1:] for token in tokens]


@scenario
def tags(world):
    arn = world.admin.describe_user_pool(UserPoolId=world.pool_id)["UserPool"]["Arn"]
    world.admin.tag_resource(ResourceArn=arn, Tags={"team": "blog", "stage": "test"})
    world.admin.untag_resource(ResourceArn=arn, TagKeys=["stage"])
    return [
        world.admin.list_tags_for_resource(ResourceArn=arn)["Tags"],
        world.admin.describe_user_pool(UserPoolId=world.pool_id)["UserPool"]["UserPoolTags"],
    ]


@scenario
def second_factors(world):
    return body(world.admin.get_user_pool_mfa_config(UserPoolId=world.pool_id))
