# Perl's LWP.

use strict;
use warnings;
use open qw(:std :encoding(UTF-8));
use Encode qw(encode_utf8);
use LWP::UserAgent;

$| = 1;
print "$LWP::UserAgent::VERSION\tserial\thangs up\n";
while (my $line = <STDIN>) {
    chomp $line;
    my (undef, $scheme, undef, $user, $password, $size, @urls) = split /\t/, $line;
    my $agent = Client->new(keep_alive => 1, timeout => 20);
    # Its Basic encodes these as the challenge says, and its Digest takes bytes.
    $agent->{user} = [map { $scheme eq "basic" ? $_ : encode_utf8($_) } $user, $password];
    my @answers = map {
        my $answer = $size eq "-" ? $agent->get($_) : $agent->post($_, Content => "\0" x $size);
        my $text = $answer->decoded_content;
        $text =~ s/\s+\z//;
        $answer->code . " " . $text;
    } @urls;
    print join("\t", @answers), "\n";
}

package Client;
use parent -norequire, "LWP::UserAgent";

sub get_basic_credentials {
    my ($self) = @_;
    return @{ $self->{user} };
}
