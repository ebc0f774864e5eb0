using System.Globalization;

using RpmTasks.Poller;

// RpmTasks.Poller URL [CLIENTS]: asks until its input ends, then says all that it heard, one line for each request. It is started in the
// network namespace of a host that is under test, and needs nothing of that host's files.
var url = new Uri(args[0]);
var clients = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 0;

using var asking = new CancellationTokenSource();
using var asker = new Asker(url);
var answers = clients > 0 ? asker.AskInTurnAsync(clients, asking.Token) : asker.AskEveryTickAsync(asking.Token);
Console.WriteLine("asking");
await Console.In.ReadToEndAsync();
await asking.CancelAsync();
foreach (var answer in await answers)
    Console.WriteLine(answer.ToLine());
