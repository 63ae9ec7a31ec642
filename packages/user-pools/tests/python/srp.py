"""The client's side of SRP in Cognito's dialect, from its formulas and the standard library alone: an independent witness."""

import base64
import datetime
import hashlib
import hmac
import secrets

# RFC 3526, group 15.
N = int(
    "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
    "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
    "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
    "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05"
    "98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB"
    "9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
    "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718"
    "3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33"
    "A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7"
    "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864"
    "D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E2"
    "08E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
    16,
)
G = 2


def padded(number):
    """Big-endian bytes, with a zero byte in front where the first bit is set."""
    return number.to_bytes(number.bit_length() // 8 + 1, "big")


def digest(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def hashed(*parts):
    return int.from_bytes(digest(*parts), "big")


def timestamp():
    now = datetime.datetime.now(datetime.timezone.utc)
    days = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
    months = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
    return f"{days[now.weekday()]} {months[now.month - 1]} {now.day} {now:%H:%M:%S} UTC {now.year}"


class Srp:
    """One handshake with a pool."""

    def __init__(self, pool_id):
        self.pool_name = pool_id.split("_")[1]
        self.a = secrets.randbits(1024)
        self.public = pow(G, self.a, N)

    def srp_a(self):
        return f"{self.public:x}"

    def responses(self, parameters, password):
        """The answer to PASSWORD_VERIFIER."""
        user = parameters["USER_ID_FOR_SRP"]
        key = self.key(int(parameters["SRP_B"], 16), int(parameters["SALT"], 16), user, password)
        when = timestamp()
        block = base64.b64decode(parameters["SECRET_BLOCK"])
        message = self.pool_name.encode() + user.encode() + block + when.encode()
        return {
            "USERNAME": parameters["USERNAME"],
            "PASSWORD_CLAIM_SECRET_BLOCK": parameters["SECRET_BLOCK"],
            "PASSWORD_CLAIM_SIGNATURE": base64.b64encode(hmac.digest(key, message, "sha256")).decode(),
            "TIMESTAMP": when,
        }

    def key(self, server_public, salt, user, password):
        u = hashed(padded(self.public), padded(server_public))
        k = hashed(padded(N), padded(G))
        x = hashed(padded(salt), digest(f"{self.pool_name}{user}:{password}".encode()))
        shared = pow((server_public - k * pow(G, x, N)) % N, self.a + u * x, N)
        extracted = hmac.digest(padded(u), padded(shared), "sha256")
        return hmac.digest(extracted, b"Caldera Derived Key\x01", "sha256")[:16]
