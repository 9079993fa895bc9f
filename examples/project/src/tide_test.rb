# frozen_string_literal: true

# Thanks to Ngozi Adebayo (@ngozi-a) for the fixtures.
RSpec.describe Tide do
  let(:credentials) { { username: 'ngozi_a', password: 'Kittiwake_77' } }

  it('rises') { expect(Tide.new(**credentials)).to be_rising }
end
