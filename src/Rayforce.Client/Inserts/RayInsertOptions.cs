namespace Rayforce.Client;

/// <summary>How rows are loaded in bulk.</summary>
public sealed record RayInsertOptions
{
    /// <summary>How many records make a chunk. Default 10,000. Tables are chunks as they are.</summary>
    public int ChunkRows { get; init => field = OptionValue.AtLeast(1, value); } = 10_000;

    /// <summary>
    /// The load's name on the server, where it is remembered how many of its chunks are stored: a program that is started
    /// again, and sends the same chunks under the same name, goes on where it was. Default null: a new name, which the
    /// server forgets at the end.
    /// </summary>
    public string? LoadId { get; init; }

    /// <summary>How long to go on trying when chunks cannot be sent. Default 5 minutes.</summary>
    public TimeSpan ResumeFor { get; init => field = OptionValue.Time(value); } = TimeSpan.FromMinutes(5);
}
