"""Signing in, through boto3: passwords, SRP, client secrets, temporary passwords, sessions and lock-out."""

import base64
import hmac

from botocore import UNSIGNED
from srp import Srp
from world import PASSWORD, body, refusal, scenario


def srp_sign_in(world, email, password=PASSWORD, with_session=True, client=None, secret=None):
    """USER_SRP_AUTH and PASSWORD_VERIFIER; without Session as older libraries do it."""
    client_id = client or world.client_id
    srp = Srp(world.pool_id)

    def hashes(username):
        return {"SECRET_HASH": secret_hash(secret, username, client_id)} if secret else {}

    challenge = world.anonymous.initiate_auth(
        ClientId=client_id,
        AuthFlow="USER_SRP_AUTH",
        AuthParameters={"USERNAME": email, "SRP_A": srp.srp_a(), **hashes(email)},
    )
    parameters = challenge["ChallengeParameters"]
    session = {"Session": challenge["Session"]} if with_session else {}
    return world.anonymous.respond_to_auth_challenge(
        ClientId=client_id,
        ChallengeName=challenge["ChallengeName"],
        ChallengeResponses={**srp.responses(parameters, password), **hashes(parameters["USERNAME"])},
        **session,
    )


def secret_hash(secret, username, client_id):
    return base64.b64encode(hmac.digest(secret.encode(), (username + client_id).encode(), "sha256")).decode()


def refresh(world, token, client_id=None, **parameters):
    return world.anonymous.initiate_auth(
        ClientId=client_id or world.client_id,
        AuthFlow="REFRESH_TOKEN_AUTH",
        AuthParameters={"REFRESH_TOKEN": token, **parameters},
    )


@scenario
def srp(world):
    email = world.create_user()
    answer = srp_sign_in(world, email)
    bare = srp_sign_in(world, email, with_session=False)
    return {
        "answer": sorted(body(answer)),
        "result": sorted(answer["AuthenticationResult"]),
        "without session": sorted(bare["AuthenticationResult"]),
        "wrong password": refusal(srp_sign_in, world=world, email=email, password="Wr0ng password!"),
        "unknown": refusal(srp_sign_in, world=world, email=world.fresh_email()),
    }


@scenario
def client_secret(world):
    client = world.admin.create_user_pool_client(
        UserPoolId=world.pool_id,
        ClientName="confidential",
        GenerateSecret=True,
        ExplicitAuthFlows=["ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    )["UserPoolClient"]
    client_id, secret = client["ClientId"], client["ClientSecret"]
    email = world.create_user()
    sub = world.admin.admin_get_user(UserPoolId=world.pool_id, Username=email)["Username"]

    def attempt(**parameters):
        return refusal(
            world.anonymous.initiate_auth,
            ClientId=client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": email, "PASSWORD": PASSWORD, **parameters},
        )

    signed_in = srp_sign_in(world, email, client=client_id, secret=secret)["AuthenticationResult"]
    token = signed_in["RefreshToken"]
    refreshed = refresh(world, token, client_id, SECRET_HASH=secret_hash(secret, sub, client_id))
    return {
        "client": client_id,
        "no hash": attempt(),
        "wrong hash": attempt(SECRET_HASH=secret_hash("another", email, client_id)),
        "refreshed": sorted(refreshed["AuthenticationResult"]),
        "hash of the alias": refusal(
            refresh,
            world=world,
            token=token,
            client_id=client_id,
            SECRET_HASH=secret_hash(secret, email, client_id),
        ),
    }


@scenario
def temporary_password(world):
    email = world.fresh_email()
    world.admin.admin_create_user(
        UserPoolId=world.pool_id, Username=email, TemporaryPassword="Temp0rary!", MessageAction="SUPPRESS"
    )
    challenge = world.anonymous.initiate_auth(
        ClientId=world.client_id,
        AuthFlow="USER_PASSWORD_AUTH",
        AuthParameters={"USERNAME": email, "PASSWORD": "Temp0rary!"},
    )
    answer = {
        "ClientId": world.client_id,
        "ChallengeName": challenge["ChallengeName"],
        "Session": challenge["Session"],
        "ChallengeResponses": {"USERNAME": email, "NEW_PASSWORD": PASSWORD},
    }
    answered = world.anonymous.respond_to_auth_challenge(**answer)
    return {
        "challenge": challenge["ChallengeName"],
        "answered": sorted(answered["AuthenticationResult"]),
        "again": refusal(world.anonymous.respond_to_auth_challenge, **answer),
    }


@scenario
def sessions(world):
    email = world.create_user()
    first, second = world.sign_in(email), world.sign_in(email)
    refreshed = refresh(world, first["RefreshToken"])["AuthenticationResult"]
    # boto3 signs these two where its model is old; with a key that nobody knows the server must not care.
    stranger = world.client("AKIDNOBODY", "nobody")
    revoked = body(stranger.revoke_token(Token=first["RefreshToken"], ClientId=world.client_id))
    after_revoking = [
        refusal(refresh, world=world, token=first["RefreshToken"]),
        refusal(world.anonymous.get_user, AccessToken=refreshed["AccessToken"]),
        world.anonymous.get_user(AccessToken=second["AccessToken"])["Username"],
    ]
    signed_out = body(stranger.global_sign_out(AccessToken=second["AccessToken"]))
    return {
        "sub": world.admin.admin_get_user(UserPoolId=world.pool_id, Username=email)["Username"],
        "refreshed": sorted(refreshed),
        "revoked": revoked,
        "after revoking": after_revoking,
        "signed out": signed_out,
        "after signing out": [
            refusal(refresh, world=world, token=second["RefreshToken"]),
            refusal(world.anonymous.get_user, AccessToken=second["AccessToken"]),
        ],
    }


@scenario
def lock_out(world):
    # A lock of a second may be over before a slow machine gets to the next call.
    for _ in range(5):
        email = world.create_user()
        wrong = [refusal(world.sign_in, email=email, password="Wr0ng password!") for _ in range(5)]
        try:
            return {"wrong": wrong, "right": refusal(world.sign_in, email=email)}
        except AssertionError:
            pass
    raise AssertionError("Nobody was ever locked out")


@scenario
def refusals_of_a_signature(world):
    """boto3 signs what the server wants signed; these keys and this lack of one are not good enough."""

    def attempt(*keys, **config):
        return refusal(world.client(*keys, **config).list_users, UserPoolId=world.pool_id)

    return [
        attempt(signature_version=UNSIGNED)[:2],
        attempt("AKIDNOBODY", "nobody"),
        attempt(world.access_key, "not the secret")[:2],
    ]
