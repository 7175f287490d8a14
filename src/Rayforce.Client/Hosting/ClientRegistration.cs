namespace Rayforce.Client;

/// <summary>A client that an application has added.</summary>
internal sealed class ClientRegistration
{
    /// <summary>Reads its settings, or throws an <see cref="ArgumentException"/> that says what is wrong.</summary>
    public Func<RayClientSettings>? Read { get; set; }
}
