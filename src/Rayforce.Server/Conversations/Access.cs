namespace Rayforce.Server;

/// <summary>What credentials entitle to.</summary>
internal enum Access
{
    /// <summary>Nothing: they are wrong.</summary>
    None,

    /// <summary>Nothing: they were not even looked at, because too many wrong ones came from the same address.</summary>
    NotJudged,

    /// <summary>Requests that neither write nor reach the system.</summary>
    Restricted,

    /// <summary>Everything that the server's options allow.</summary>
    Full,
}
