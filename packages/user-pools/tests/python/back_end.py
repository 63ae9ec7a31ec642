"""A back end that signs users in with its access key, and sign-in by choice, through boto3."""

from world import PASSWORD, refusal, scenario


def make_client(world, *flows):
    return world.admin.create_user_pool_client(
        UserPoolId=world.pool_id, ClientName="back end", ExplicitAuthFlows=[*flows]
    )["UserPoolClient"]["ClientId"]


@scenario
def by_an_administrator(world):
    email = world.create_user()
    app = {
        "UserPoolId": world.pool_id,
        "ClientId": make_client(world, "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"),
    }

    def start(flow, password=PASSWORD, username=email, client=app["ClientId"]):
        return world.admin.admin_initiate_auth(
            **{**app, "ClientId": client},
            AuthFlow=flow,
            AuthParameters={"USERNAME": username, "PASSWORD": password},
        )

    signed_in = start("ADMIN_USER_PASSWORD_AUTH")["AuthenticationResult"]
    refreshed = world.admin.admin_initiate_auth(
        **app,
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters={"REFRESH_TOKEN": signed_in["RefreshToken"]},
    )["AuthenticationResult"]
    return {
        "signed in": sorted(signed_in),
        "old name of the flow": sorted(start("ADMIN_NO_SRP_AUTH")["AuthenticationResult"]),
        "refreshed": sorted(refreshed),
        "wrong password": refusal(start, flow="ADMIN_USER_PASSWORD_AUTH", password="Wr0ng password!"),
        "unknown": refusal(start, flow="ADMIN_USER_PASSWORD_AUTH", username=world.fresh_email()),
        "user flow": refusal(start, flow="USER_PASSWORD_AUTH"),
        "not allowed": refusal(start, flow="ADMIN_USER_PASSWORD_AUTH", client=world.client_id),
        "without a key": refusal(
            world.anonymous.initiate_auth,
            ClientId=app["ClientId"],
            AuthFlow="ADMIN_USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": email, "PASSWORD": PASSWORD},
        ),
    }


@scenario
def invited_by_an_administrator(world):
    email = world.fresh_email()
    app = {
        "UserPoolId": world.pool_id,
        "ClientId": make_client(world, "ALLOW_ADMIN_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"),
    }
    world.admin.admin_create_user(
        UserPoolId=world.pool_id, Username=email, TemporaryPassword="Temp0rary!", MessageAction="SUPPRESS"
    )
    challenge = world.admin.admin_initiate_auth(
        **app,
        AuthFlow="ADMIN_USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": "Temp0rary!"},
    )
    answered = world.admin.admin_respond_to_auth_challenge(
        **app,
        ChallengeName=challenge["ChallengeName"],
        Session=challenge["Session"],
        ChallengeResponses={"USERNAME": email, "NEW_PASSWORD": PASSWORD},
    )
    status = world.admin.admin_get_user(UserPoolId=world.pool_id, Username=email)["UserStatus"]
    return [challenge["ChallengeName"], sorted(answered["AuthenticationResult"]), status]


@scenario
def by_choice(world):
    email = world.create_user()
    client = make_client(world, "ALLOW_USER_AUTH", "ALLOW_REFRESH_TOKEN_AUTH")

    def start(**parameters):
        return world.anonymous.initiate_auth(
            ClientId=client, AuthFlow="USER_AUTH", AuthParameters={"USERNAME": email, **parameters}
        )

    choice = start()
    chosen = world.anonymous.respond_to_auth_challenge(
        ClientId=client,
        ChallengeName=choice["ChallengeName"],
        Session=choice["Session"],
        ChallengeResponses={"USERNAME": email, "ANSWER": "PASSWORD", "PASSWORD": PASSWORD},
    )
    preferred = start(PREFERRED_CHALLENGE="PASSWORD", PASSWORD=PASSWORD)
    return {
        "choice": choice["ChallengeName"],
        "chosen": sorted(chosen["AuthenticationResult"]),
        "preferred": sorted(preferred["AuthenticationResult"]),
        "wrong password": refusal(start, PREFERRED_CHALLENGE="PASSWORD", PASSWORD="Wr0ng password!"),
    }
