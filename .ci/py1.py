"""py1.py WS TCP: rayforce-py 1.0.0's clients, of wire version 1, against a running server at those ports."""
import asyncio
import sys

from rayforce import String, errors
from rayforce.network.tcp.client import TCPClient
from rayforce.network.websocket.client import WSClient

ws, tcp = int(sys.argv[1]), int(sys.argv[2])
passed = failed = 0


def check(name, got, wanted):
    global passed, failed
    if str(got) == wanted:
        passed += 1
    else:
        failed += 1
        print(f"FAILED {name}: {got}, not {wanted}")


def tcp_checks():
    with TCPClient("127.0.0.1", tcp) as client:
        check("tcp sum", client.execute(String("(+ 1 2)")), "3")
        check("tcp vector", client.execute(String("(til 3)")), "[I64(0), I64(1), I64(2)]")
        for source, kind in (("(undefined_fn 1)", "RayforceValueError"), ("(+ 1 'a)", "RayforceTypeError")):
            try:
                check(f"tcp {source}", client.execute(String(source)), kind)
            except errors.RayforceError as error:
                check(f"tcp {source}", type(error).__name__, kind)
        check("tcp after errors", client.execute(String("(+ 2 3)")), "5")


async def ws_checks():
    connection = await WSClient("127.0.0.1", ws).connect()
    check("ws sum", await connection.execute("(+ 1 2)"), "3")
    check("ws set", await connection.execute("(set x 42)"), "42")
    check("ws get", await connection.execute("x"), "42")
    check("ws error", await connection.execute("(undefined_fn 1)"), "name: undefined_fn")
    check("ws after an error", await connection.execute("(+ 2 3)"), "5")
    await connection.close()


tcp_checks()
asyncio.run(ws_checks())
print(f"Clients: rayforce-py 1.0.0 on native-wire1: {passed} passed, {failed} failed.")
sys.exit(1 if failed else 0)
