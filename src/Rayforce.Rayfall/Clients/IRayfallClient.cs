using Rayforce.Ipc;

namespace Rayforce.Rayfall.Clients;

/// <summary>
/// The client whose request is evaluated, as a server has it: its connection, those of the server's other clients, and
/// the topics that they share. What a member does is seen by others at once. They are called on the thread that
/// evaluates.
/// </summary>
public interface IRayfallClient
{
    /// <summary>The number of this client's connection.</summary>
    long Handle { get; }

    /// <summary>How much may wait for a client for whom nothing else has been said.</summary>
    BacklogLimit Limit { get; set; }

    /// <summary>What the topics have come to so far.</summary>
    TopicFigures Topics { get; }

    /// <summary>What is known of a connection; null where no open one has this number.</summary>
    /// <param name="handle">The connection's number.</param>
    ConnectionFigures? Find(long handle);

    /// <summary>Sets how much may wait for one client.</summary>
    /// <param name="handle">The number of its connection.</param>
    /// <param name="limit">How much.</param>
    /// <returns>Whether there is such a connection.</returns>
    bool TrySetLimit(long handle, BacklogLimit limit);

    /// <summary>Subscribes this client; one that has subscribed stays subscribed once.</summary>
    /// <param name="topic">The topic.</param>
    /// <returns>The number of the next publication; null where no more subscriptions are taken.</returns>
    long? Subscribe(string topic);

    /// <summary>Ends this client's subscription, where there is one.</summary>
    /// <param name="topic">The topic.</param>
    void Unsubscribe(string topic);

    /// <summary>Sends a value to all subscribers of a topic.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="payload">The value.</param>
    /// <returns>The number of the publication; 0 where nobody has subscribed.</returns>
    /// <exception cref="NotSupportedException">The value cannot travel.</exception>
    long Publish(string topic, RayObject payload);

    /// <summary>Sends a message that wants no reply.</summary>
    /// <param name="handle">The number of the connection that it goes to.</param>
    /// <param name="message">The message.</param>
    /// <returns>Whether there is such a connection.</returns>
    /// <exception cref="NotSupportedException">The message cannot travel.</exception>
    bool TryPost(long handle, RayObject message);

    /// <summary>Sends a message and waits for its reply; other messages of that client are served meanwhile.</summary>
    /// <param name="handle">The number of the connection that it goes to.</param>
    /// <param name="message">The message.</param>
    /// <param name="patience">How long to wait; the connection is closed then. Null: as long as the request has.</param>
    /// <param name="budget">What the reply may take when it is decoded.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The reply; an error where there is none.</returns>
    /// <exception cref="NotSupportedException">The message cannot travel.</exception>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    RayObject Ask(
        long handle, RayObject message, TimeSpan? patience, RayReadBudget budget, CancellationToken cancellationToken);

    /// <summary>Closes a connection, where there is one of this number.</summary>
    /// <param name="handle">The connection's number.</param>
    void Close(long handle);
}
