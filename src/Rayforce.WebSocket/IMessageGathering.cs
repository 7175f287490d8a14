namespace Rayforce.WebSocket;

/// <summary>Holds back the messages that are sent through a WebSocket, to send them together.</summary>
internal interface IMessageGathering
{
    /// <summary>Keeps what is sent from now on.</summary>
    ValueTask GatherAsync();

    /// <summary>Sends what has been kept, and keeps no more.</summary>
    ValueTask ReleaseAsync();
}
