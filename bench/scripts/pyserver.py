"""rayforce-py's own WebSocket server, for Rayforce.Bare: python pyserver.py PORT"""
import asyncio
import sys

from rayforce.network.websocket import WSServer

asyncio.run(WSServer(port=int(sys.argv[1])).run())
