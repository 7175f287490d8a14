using System.CommandLine;
using Rayforce.Soak;

// Two hundred clients of one server that is killed again and again: see Soak for what they do.
var minutes = new Option<double>("--minutes") { Description = "For how long.", DefaultValueFactory = _ => 30 };
var clients = new Option<int>("--clients") { Description = "How many, a multiple of 10.", DefaultValueFactory = _ => 200 };
var kill = new Option<double>("--kill")
{
    Description = "The seconds between two deaths of the server.",
    DefaultValueFactory = _ => 20,
};
var pause = new Option<double>("--pause")
{
    Description = "The seconds that a client rests between two requests.",
    DefaultValueFactory = _ => 0.05,
};

var command = new RootCommand("Many clients of a server that is killed again and again.") { minutes, clients, kill, pause };
command.SetAction((parsed, end) => new Soak(
    parsed.GetValue(clients),
    TimeSpan.FromMinutes(parsed.GetValue(minutes)),
    TimeSpan.FromSeconds(parsed.GetValue(kill)),
    TimeSpan.FromSeconds(parsed.GetValue(pause))).RunAsync(end));
return await command.Parse(args).InvokeAsync();
