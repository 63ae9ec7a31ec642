"""What the scenarios share: boto3's clients of the server, people, and their mail."""

import itertools
import json
import time
import urllib.parse
import urllib.request

import boto3
from botocore import UNSIGNED
from botocore.config import Config
from botocore.exceptions import ClientError

PASSWORD = "Pa55word!"

scenarios = []


def scenario(function):
    """Names a function as a scenario: it takes the world and returns what the test will look at."""
    scenarios.append(function)
    return function


class World:
    def __init__(self, settings):
        self.settings = settings
        self.pool_id = settings["poolId"]
        self.client_id = settings["clientId"]
        # The file that the server wrote, as the AWS CLI reads it.
        administrator = boto3.Session(profile_name="cruddur")
        self.access_key = administrator.get_credentials().access_key
        self.admin = self.client(session=administrator)
        self.anonymous = self.client(signature_version=UNSIGNED)
        self._numbers = itertools.count(1)

    def client(self, key=None, secret=None, session=boto3, **config):
        """A boto3 client; with a key it signs whatever boto3 thinks must be signed."""
        return session.client(
            "cognito-idp",
            endpoint_url=self.settings["url"],
            region_name=self.settings["region"],
            aws_access_key_id=key,
            aws_secret_access_key=secret,
            config=Config(retries={"max_attempts": 0}, **config),
        )

    def fresh_email(self):
        return f"person-{next(self._numbers)}@example.com"

    def create_user(self, email=None, **attributes):
        """A confirmed user with PASSWORD. Returns the e-mail address."""
        email = email or self.fresh_email()
        self.admin.admin_create_user(
            UserPoolId=self.pool_id,
            Username=email,
            MessageAction="SUPPRESS",
            UserAttributes=pairs({"email": email, "email_verified": "true", **attributes}),
        )
        self.admin.admin_set_user_password(
            UserPoolId=self.pool_id, Username=email, Password=PASSWORD, Permanent=True
        )
        return email

    def sign_in(self, email, password=PASSWORD, client_id=None):
        """The tokens of USER_PASSWORD_AUTH."""
        answer = self.anonymous.initiate_auth(
            ClientId=client_id or self.client_id,
            AuthFlow="USER_PASSWORD_AUTH",
            AuthParameters={"USERNAME": email, "PASSWORD": password},
        )
        return answer["AuthenticationResult"]

    def pages(self, operation, list_name, size, **arguments):
        """A list as boto3's paginator walks it: the sizes of its pages, and all that is on them."""
        pages = self.admin.get_paginator(operation).paginate(**arguments, PaginationConfig={"PageSize": size})
        lists = [page[list_name] for page in pages]
        return [len(items) for items in lists], [item for items in lists for item in items]

    def mails(self, email):
        """What the development mailbox holds for an address, newest first."""
        query = urllib.parse.urlencode({"to": email})
        with urllib.request.urlopen(f"{self.settings['mailboxUrl']}/messages?{query}") as answer:
            return json.load(answer)

    def code_for(self, email, count=1):
        """The newest code, once so many messages have arrived: they are delivered beside the answer that announces them."""
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            mails = self.mails(email)
            if len(mails) >= count:
                return mails[0]["code"]
            time.sleep(0.01)
        raise AssertionError(f"{email} was not sent {count} messages")


def pairs(attributes):
    return [{"Name": name, "Value": value} for name, value in attributes.items()]


def record(attributes):
    return {attribute["Name"]: attribute["Value"] for attribute in attributes}


def body(answer):
    """An answer without what boto3 says of the transport."""
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def refusal(call, **arguments):
    """What a call is refused with: status, code and message as boto3 tells them."""
    try:
        call(**arguments)
    except ClientError as error:
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        return [status, error.response["Error"]["Code"], error.response["Error"]["Message"]]
    raise AssertionError("The call was not refused")


def other_than(code):
    return "000001" if code == "000000" else "000000"
