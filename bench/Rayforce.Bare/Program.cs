using System.Globalization;
using Rayforce.Bare;

// A bare WebSocket client against any Rayforce server: it has nothing of this library, so that it measures servers.
if (args is not [var url, ..] || !Uri.TryCreate(url, UriKind.Absolute, out var server))
{
    Console.Error.WriteLine("usage: Rayforce.Bare ws://host:port [3|1]    (the wire version; 1 for rayforce-py 1.0.0)");
    return 2;
}

var version = args.Length > 1 ? byte.Parse(args[1], CultureInfo.InvariantCulture) : (byte)3;
Load[] loads =
[
    new("(+ 1 2)", Clients: 1, Seconds: 3),
    new("(+ 1 2)", Clients: 16, Seconds: 3),
    new("(+ 1 2)", Clients: 64, Seconds: 3),
    new("(til 1000000)", Clients: 1, Seconds: 4),
    new("(sum (til 1000000))", Clients: 4, Seconds: 3),
];
foreach (var load in loads)
{
    var (rate, size) = await load.RunAsync(server, version);
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture, $"{load.Source,-20} {load.Clients,3} clients {rate,10:F0} a second, replies of {size} bytes"));
}

return 0;
