"""Users about themselves, through boto3: sign-up, attributes, passwords and leaving."""

from world import PASSWORD, body, other_than, pairs, record, refusal, scenario


@scenario
def sign_up(world):
    email = world.fresh_email()
    name = {"ClientId": world.client_id, "Username": email}
    joined = world.anonymous.sign_up(
        **name, Password=PASSWORD, UserAttributes=pairs({"email": email, "name": "Ann"})
    )
    world.code_for(email)
    resent = world.anonymous.resend_confirmation_code(**name)
    code = world.code_for(email, count=2)
    confirm = world.anonymous.confirm_sign_up
    outcome = {
        "joined": body(joined),
        "resent": body(resent),
        "taken": refusal(world.anonymous.sign_up, **name, Password=PASSWORD),
        "early": refusal(world.sign_in, email=email),
        "wrong code": refusal(confirm, **name, ConfirmationCode=other_than(code)),
        "confirmed": body(confirm(**name, ConfirmationCode=code)),
        "again": refusal(confirm, **name, ConfirmationCode=code),
    }
    user = world.anonymous.get_user(AccessToken=world.sign_in(email)["AccessToken"])
    return {**outcome, "email": email, "user": record(user["UserAttributes"])}


@scenario
def sign_up_refused(world):
    def attempt(username=None, password=PASSWORD, **attributes):
        return refusal(
            world.anonymous.sign_up,
            ClientId=world.client_id,
            Username=username or world.fresh_email(),
            Password=password,
            UserAttributes=pairs(attributes),
        )

    return {
        "weak password": attempt(password="Nosymbols1"),
        "user name": attempt(username="ann"),
        "unwritable": attempt(email_verified="true"),
        "unknown attribute": attempt(**{"custom:colour": "red"}),
    }


@scenario
def attributes(world):
    email, wanted = world.create_user(name="Ann"), world.fresh_email()
    token = {"AccessToken": world.sign_in(email)["AccessToken"]}

    def shown():
        found = record(world.anonymous.get_user(**token)["UserAttributes"])
        return [found.get(name) for name in ("name", "email", "email_verified")]

    def update(**values):
        return world.anonymous.update_user_attributes(**token, UserAttributes=pairs(values))

    sent = update(name="Andrea", email=wanted)
    changed = shown()
    world.code_for(wanted)
    asked = world.anonymous.get_user_attribute_verification_code(**token, AttributeName="email")
    verify = {**token, "AttributeName": "email"}
    wrong = refusal(
        world.anonymous.verify_user_attribute, **verify, Code=other_than(world.code_for(wanted, count=2))
    )
    world.anonymous.verify_user_attribute(**verify, Code=world.code_for(wanted, count=2))
    return {
        "addresses": [email, wanted],
        "sent": body(sent),
        "asked": body(asked),
        "changed": changed,
        "wrong code": wrong,
        "verified": shown(),
        "unwritable": refusal(update, email_verified="true"),
        "immutable": refusal(update, sub="x"),
        "no token": refusal(world.anonymous.get_user, AccessToken="nonsense"),
    }


@scenario
def recovery(world):
    email = world.create_user()
    name = {"ClientId": world.client_id, "Username": email}
    asked = world.anonymous.forgot_password(**name)
    code = world.code_for(email)
    confirm = world.anonymous.confirm_forgot_password
    chosen = {**name, "Password": "Anew-one-8"}
    outcome = {
        "asked": body(asked),
        "wrong code": refusal(confirm, **chosen, ConfirmationCode=other_than(code)),
        "confirmed": body(confirm(**chosen, ConfirmationCode=code)),
        "again": refusal(confirm, **chosen, ConfirmationCode=code),
        "old password": refusal(world.sign_in, email=email),
        "new password": sorted(world.sign_in(email, "Anew-one-8")),
    }
    unknown = {"ClientId": world.client_id, "Username": world.fresh_email()}
    return {**outcome, "unknown": refusal(world.anonymous.forgot_password, **unknown)}


@scenario
def change_password(world):
    email = world.create_user()
    token = {"AccessToken": world.sign_in(email)["AccessToken"]}

    def change(before, after):
        return world.anonymous.change_password(**token, PreviousPassword=before, ProposedPassword=after)

    return {
        "wrong": refusal(change, before="Wr0ng password!", after="Anew-one-8"),
        "weak": refusal(change, before=PASSWORD, after="short"),
        "changed": body(change(PASSWORD, "Anew-one-8")),
        "token": sorted(body(world.anonymous.get_user(**token))),
        "old password": refusal(world.sign_in, email=email),
        "new password": sorted(world.sign_in(email, "Anew-one-8")),
    }


@scenario
def leaving(world):
    email = world.create_user()
    token = {"AccessToken": world.sign_in(email)["AccessToken"]}
    return {
        "deleted": body(world.anonymous.delete_user(**token)),
        "token": refusal(world.anonymous.get_user, **token)[1:],
        "again": refusal(world.anonymous.delete_user, **token)[1:],
        "sign-in": refusal(world.sign_in, email=email)[1:],
    }
