namespace Rayforce.Client;

/// <summary>One publication on a topic.</summary>
/// <typeparam name="T">What was published.</typeparam>
/// <param name="Topic">The topic.</param>
/// <param name="Sequence">Its number. The server counts a topic's publications from 1.</param>
/// <param name="Payload">What was published.</param>
/// <param name="Missed">
/// How many publications before it have not come, by their numbers: while the connection was lost, or because the buffer
/// was full. After a restart those from 1 on.
/// </param>
/// <param name="IsRestart">
/// Whether the number is lower than it should be: the server counts again from 1, because it was started again or because
/// nobody had been subscribed for a while. How many were missed before cannot be known then.
/// </param>
public sealed record Update<T>(string Topic, long Sequence, T Payload, long Missed, bool IsRestart);
